import { seedPeople } from '../actions/demo/seed-people.ts'
import { seedShifts } from '../actions/demo/seed-shifts.ts'
import { migrate } from '../db/migrate.ts'
import { wallsStand } from '../db/walls.ts'
import { forgetting, takeLive } from '../tick.ts'
import type { Opened } from './open-heartline.ts'

/**
 * Makes an installation ready: newest schema, everything forgotten that is due, as after the restore of an old backup, keys
 * for the coming days and, in a demo, its people and shifts. From then on PostgreSQL holds us to its own walls. Keys that
 * are out of reach keep nobody from calling.
 */
export async function prepare(opened: Pick<Opened, 'deps' | 'databaseUrl' | 'raiseWalls'>): Promise<void> {
  const { deps, databaseUrl } = opened
  await migrate(databaseUrl)
  if (await wallsStand(deps.db)) opened.raiseWalls()
  else deps.log({ event: 'fault', name: 'NoWalls', at: 'prepare' })
  await takeLive(forgetting, deps, new Map())
  if (deps.config.DEMO) await seedDemo(opened)
}

/** Puts the demo's people and the shifts of its next ten days in place; doing it again changes nothing. */
export async function seedDemo({ deps }: Pick<Opened, 'deps'>): Promise<void> {
  await seedPeople(deps, { kind: 'system' })
  await seedShifts(deps, { kind: 'system' })
}
