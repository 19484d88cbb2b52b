import { sql } from 'drizzle-orm'
import { advisoryKeys } from '../../db/advisory-keys.ts'
import { rows, type Transaction } from '../../db/connect.ts'
import { reading } from '../../db/wording.ts'

/**
 * Waits for the turn to decide who is free and who is offered what: one at a time, on any number of machines.
 * Whatever takes a counselor out of `free` takes it, so that a round of offers never loses one midway.
 * What `rows` is asked after it, in the same breath, is looked up once the turn has come.
 * Everybody locks in one order (turn, call, offer, duty), so nobody waits for each other.
 */
export async function takeTurn(tx: Transaction): Promise<void> {
  await rows(tx, turn({}))
}

/** Takes the turn where nobody has it; whether it is ours now. */
export async function tryTurn(tx: Transaction): Promise<boolean> {
  const [taken] = await rows<{ ours: boolean }>(tx, turnIfFree({}))
  return taken?.ours ?? false
}

const turn = reading(() => sql`select pg_advisory_xact_lock(${advisoryKeys.dispatch})`)
const turnIfFree = reading(() => sql`select pg_try_advisory_xact_lock(${advisoryKeys.dispatch}) as ours`)
