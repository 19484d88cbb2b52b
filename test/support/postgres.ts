import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/db/migrate.ts'
import { startEmbedded } from '../../src/outside/embedded-postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server that tests make their databases on, and the migrated database that they are copies of. */
    templateUrl: string
  }
}

/** One PostgreSQL for the whole run, with a migrated template; TEST_DATABASE_URL names a server of your own. */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await throwaway()
  const name = `heartline_template_${process.pid}`
  const templateUrl = Object.assign(new URL(server.url), { pathname: `/${name}` }).href
  const sql = postgres(server.url, { max: 1, fetch_types: false, onnotice: () => {} })
  await sql.unsafe(`create database ${name}`)
  await migrate(templateUrl)
  project.provide('templateUrl', templateUrl)
  return async () => {
    await sql.unsafe(`drop database ${name} with (force)`)
    await sql.end({ timeout: 1 })
    await server.stop()
  }
}

/** A server that may lose everything in a power cut, for it is gone after the run. */
async function throwaway() {
  const folder = await mkdtemp(join(tmpdir(), 'heartline-test-'))
  await chmod(folder, 0o755) // under root, PostgreSQL runs as another user and must enter
  const server = await startEmbedded(folder, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
