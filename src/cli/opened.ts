import { processConfig } from '../config.ts'
import { type Opened, openHeartline } from '../node/open-heartline.ts'
import { complain } from '../node/say.ts'

/** Opens the installation that the environment names, works on it, and lets go of it whatever happens. */
export async function withOpened<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await openHeartline(processConfig(), { log: line => complain(JSON.stringify(line)) })
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}
