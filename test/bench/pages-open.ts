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

/** More at once are turned away: a server sheds what it could not answer in time. */
const atOnce = 10

/** Opens an event stream for each cookie, each reopened when it ends; answers once all are open. */
export async function openPages(address: string, cookies: readonly string[]): Promise<Page[]> {
  const pages: Page[] = []
  for (let from = 0; from < cookies.length; from += atOnce)
    pages.push(
      ...(await Promise.all(cookies.slice(from, from + atOnce).map(cookie => openPage(address, cookie)))),
    )
  return pages
}

/** A page waits so long before it opens its stream anew, in milliseconds. */
const againMs = 1200

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
        if (answer.statusCode === 200) opened(page)
        // Consumed, or its end would never be told.
        else answer.resume()
        answer.on('data', part => {
          if (String(part).includes('event: version')) page.told()
        })
        answer.on('close', () => setTimeout(open, againMs))
      })
      asking.on('error', () => {})
      asking.end()
    }
    open()
  })
}
