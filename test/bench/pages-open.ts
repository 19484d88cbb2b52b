import { request } from 'node:http'
import { beginSignIn } from '../../src/actions/people/begin-sign-in.ts'
import type { Installation } from './installation.ts'

/** An open page: what it does when its stream tells it something, and what it last saw. */
export type Page = { cookie: string; tag: string; told: () => unknown; close: () => void }

/** A sign-in for every counselor. */
export async function signIns({ deps, counselors }: Installation): Promise<string[]> {
  const cookies: string[] = []
  for (const counselor of counselors) cookies.push(`heartline=${(await beginSignIn(deps, counselor)).token}`)
  return cookies
}

/** Opens an event stream for each cookie, each reopened when it ends; answers once all are open. */
export function openPages(address: string, cookies: readonly string[]): Promise<Page[]> {
  return Promise.all(cookies.map(cookie => openPage(address, cookie)))
}

function openPage(address: string, cookie: string): Promise<Page> {
  let closed = false
  let asking: ReturnType<typeof request>
  const page: Page = {
    cookie,
    tag: '',
    told: () => {},
    close: () => {
      closed = true
      asking.destroy()
    },
  }
  return new Promise(opened => {
    const open = () => {
      if (closed) return
      asking = request(address, { agent: false, headers: { Cookie: cookie } }, answer => {
        if (answer.statusCode !== 200) throw new Error(`The stream answered ${answer.statusCode}.`)
        opened(page)
        answer.on('data', part => {
          if (String(part).includes('event: version')) page.told()
        })
        answer.on('close', open)
      })
      asking.on('error', () => {})
      asking.end()
    }
    open()
  })
}
