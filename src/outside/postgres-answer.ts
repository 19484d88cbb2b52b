import { realpath } from 'node:fs/promises'
import postgres from 'postgres'
import { owner, type Place } from './postgres-cluster.ts'

const duplicateDatabase = '42P04'
const uniqueViolation = '23505'
const wrongPassword = '28P01'

/** Whether the server at `port` is ready and is the one of `place`. */
export async function answers(place: Place, port: number): Promise<boolean> {
  try {
    const [row] = await ask(address(place, port, 'postgres'), 'show data_directory')
    return (await realpath(String(row?.data_directory))) === (await realpath(place.data))
  } catch (error) {
    if (sqlState(error) !== wrongPassword) return false
    throw new Error(
      `The PostgreSQL in ${place.data} does not take the password in postgres.password beside it. ` +
        'Put that file back from your backup.',
    )
  }
}

/** Makes Heartline's database if it is not there yet; its address. */
export async function makeDatabase(place: Place, port: number): Promise<string> {
  try {
    await ask(address(place, port, 'postgres'), `create database ${owner}`)
  } catch (error) {
    // Two starters at once: the slower hears of the other in one of two ways.
    if (![duplicateDatabase, uniqueViolation].includes(sqlState(error) ?? '')) throw error
  }
  return address(place, port, owner)
}

function address(place: Place, port: number, database: string): string {
  return `postgres://${owner}:${place.password}@127.0.0.1:${port}/${database}`
}

async function ask(url: string, text: string): Promise<postgres.Row[]> {
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    connect_timeout: 5,
    no_subscribe: true,
    onnotice: () => {},
  } as postgres.Options<Record<string, postgres.PostgresType>>)
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function sqlState(error: unknown): string | undefined {
  return error instanceof postgres.PostgresError ? error.code : undefined
}
