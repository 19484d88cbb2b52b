import { seatsRequired } from '../db/schema/roster.ts'
import type { Deps } from '../deps.ts'
import { requiredAt, type SeatsRequired } from '../domain/seats-required.ts'

/** The seats that each hour of the day needs in each language of this installation, defaults filled in. */
export async function seatsTable({ db, config }: Pick<Deps, 'db' | 'config'>): Promise<SeatsRequired[]> {
  const said = await db.select().from(seatsRequired)
  return config.LANGUAGES.flatMap(language =>
    Array.from({ length: 24 }, (_, hour) => ({
      language,
      hour,
      seats: requiredAt(said, config.LANGUAGES, { language, hour }),
    })),
  )
}
