import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for a server that a test may kill; `remove` deletes it. */
export async function ownFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'heartline-kill-'))
  await chmod(folder, 0o755) // under root, PostgreSQL runs as another user and must enter
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/**
 * Signals the server of `folder`, every one of its processes at once (Linux). It reads the number from the
 * data folder and makes sure that the number still belongs to it.
 */
export function signalServer(folder: string, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): number {
  const data = join(folder, 'postgres')
  const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  if (!command[0]?.endsWith('postgres') || command[command.indexOf('-D') + 1] !== data) {
    throw new Error(`${pid} is not the server of ${folder}`)
  }
  for (const each of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(each, signal)
    } catch {
      // ended by itself meanwhile
    }
  }
  return pid
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent
      } catch {
        return false
      }
    })
    .map(Number)
}
