import { inflateRawSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { rows } from '../../../src/db/connect.ts'
import type { Permission } from '../../../src/domain/permissions.ts'
import type { Canary, Onlooker, WatchedCity } from './city.ts'

/** All that an answer says: its headers, and its body; of a stream the beginning, of a workbook every sheet. */
export async function allOf(answer: Response): Promise<string> {
  const headers = [...answer.headers].flat().join(' ')
  const type = answer.headers.get('Content-Type') ?? ''
  if (type.startsWith('text/event-stream')) {
    const reader = answer.body?.getReader()
    const first = await reader?.read()
    await reader?.cancel()
    return `${headers} ${new TextDecoder().decode(first?.value)}`
  }
  if (type.includes('spreadsheet')) return `${headers} ${sheets(Buffer.from(await answer.arrayBuffer()))}`
  return `${headers} ${await answer.text()}`
}

function sheets(bytes: Buffer) {
  const found: string[] = []
  for (let at = bytes.indexOf('PK\x03\x04'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4)) {
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    const packed = bytes.readUInt16LE(at + 8) === 8
    if (packed) found.push(inflateRawSync(bytes.subarray(from), { finishFlush: 2 }).toString())
  }
  return found.join(' ')
}

/** What an onlooker has read, by an allowed way or not; of what is allowed, how much was contact or words. */
export type Read = { foreign: string[]; own: number; opened: number }

/**
 * What an answer tells of callers that the table does not let this onlooker learn by this route. What stands in the
 * request itself (`asked`) was known before.
 */
export async function readBy(
  city: WatchedCity,
  who: Onlooker,
  permission: Permission,
  asked: string,
  text: string,
): Promise<Read> {
  const read: Read = { foreign: [], own: 0, opened: 0 }
  for (const canary of city.canaries) {
    if (!text.includes(canary.text) || asked.includes(canary.text)) continue
    if (await mayLearn(city, who, permission, canary)) {
      read.own++
      if (canary.kind === 'contact' || canary.kind === 'words') read.opened++
    } else read.foreign.push(`${who} reads ${canary.kind} by ${permission.route}`)
  }
  return read
}

async function mayLearn(city: WatchedCity, who: Onlooker, { learns, needs }: Permission, canary: Canary) {
  if (canary.kind === 'code') return false
  if (!learns.includes(canary.kind === 'id' ? 'codes' : canary.kind)) return false
  const me = city.ids.get(who) ?? ''
  if (canary.kind === 'id' && !who.startsWith('counselor')) return true
  const [found] = await rows<{ own: boolean; offered: boolean; allowed: boolean }>(
    city.deps.db,
    sql`select
      exists (select from bookings where id = ${canary.row} and counselor_id::text = ${me})
        or exists (select from calls where id = ${canary.row} and counselor_id::text = ${me}) as own,
      exists (select from offers where call_id = ${canary.row} and counselor_id::text = ${me}) as offered,
      exists (select from emergency_openings where coalesce(call_id, booking_id) = ${canary.row}
        and asked_by::text = ${me} and allowed_by <> asked_by and opened_at is not null) as allowed`,
  )
  if (!found) return false
  if (canary.kind === 'id') return found.own || found.offered
  return needs.includes('allowed') ? found.allowed : found.own
}
