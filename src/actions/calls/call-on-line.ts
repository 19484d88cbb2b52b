import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../../db/connect.ts'
import { referenceTag } from '../../db/reference-tag.ts'
import { calls } from '../../db/schema/calls.ts'
import { callShown, type ShownCall } from '../../db/shown.ts'
import type { Deps } from '../../deps.ts'
import type { LineActor } from '../../domain/actor.ts'

type Remembered = Pick<typeof calls.$inferInsert, 'id' | 'state' | 'answeredAt' | 'endedAt'>

/**
 * The call of which a line's exchange tells something, locked. Told of before its newCall it is remembered now as
 * `early` says, and is `isNew`; the late newCall then counts it as received.
 */
export async function callOnLine(
  deps: Pick<Deps, 'keys'>,
  tx: Transaction,
  { line }: LineActor,
  { reference, language }: { reference: string; language: string },
  now: Date,
  early: Remembered,
): Promise<{ call: ShownCall; isNew: boolean } | undefined> {
  const tag = await referenceTag(deps, line, reference)
  const row = {
    channel: 'phone',
    line,
    referenceTag: tag,
    language,
    arrivedAt: now,
    queuedAt: now,
    counted: false,
  }
  const [remembered] = await tx
    .insert(calls)
    .values({ ...row, ...early })
    .onConflictDoNothing()
    .returning(callShown)
  if (remembered) return { call: remembered, isNew: true }
  const [call] = await tx
    .select(callShown)
    .from(calls)
    .where(and(eq(calls.line, line), eq(calls.referenceTag, tag)))
    .for('update')
  return call && { call, isNew: false }
}
