import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One user of a shared server. Releasing answers whether nobody else uses it any more; asked again: no. */
export type Lease = { release(): boolean }

/**
 * Writes down that this program uses the server, as a file in `folder`. Programs that died without releasing
 * do not count.
 */
export async function takeLease(folder: string): Promise<Lease> {
  await mkdir(folder, { recursive: true })
  const name = `${process.pid}.${randomUUID()}`
  await writeFile(join(folder, name), '')
  let held = true
  const release = () => {
    if (!held) return false
    held = false
    rmSync(join(folder, name), { force: true })
    return !others(folder)
  }
  return { release }
}

function others(folder: string): boolean {
  let some = false
  for (const name of listed(folder)) {
    if (isAlive(Number.parseInt(name, 10))) some = true
    else rmSync(join(folder, name), { force: true })
  }
  return some
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // the whole folder has been deleted
  }
}

/** Whether a program with this number runs, ours to signal or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
