import { seatsRequired } from '../db/schema/roster.ts'
import type { Deps } from '../deps.ts'
import { requiredAt, type SeatsRequired, weekdays } from '../domain/seats-required.ts'

/** The seats that each hour of the week needs in each language of this installation, defaults filled in. */
export async function seatsTable({ db, config }: Pick<Deps, 'db' | 'config'>): Promise<SeatsRequired[]> {
  const said = await db.select().from(seatsRequired)
  return config.LANGUAGES.flatMap(language =>
    weekdays.flatMap(weekday =>
      Array.from({ length: 24 }, (_, hour) => ({
        language,
        weekday,
        hour,
        seats: requiredAt(said, config.LANGUAGES, { language, weekday, hour }),
      })),
    ),
  )
}
