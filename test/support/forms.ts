import type { TestApp } from './app.ts'

/** A page with a form, as somebody without scripts has it: what it says, asks, offers and carries along. */
export type CallerForm = {
  path: string
  status: number
  html: string
  title: string
  /** The words of the page, tags taken away. */
  text: string
  /** What would be sent if nothing were touched. */
  fields: Record<string, string>
  /** Every field that can be answered here. */
  names: Set<string>
  buttons: string[]
  /** The values of a group of radio buttons. */
  offered(name: string): string[]
  /** The return code that the page shows, if it shows one. */
  code?: string
}

/** Reads the form of an answered page. */
export async function formIn(answer: Response, path = ''): Promise<CallerForm> {
  const html = await answer.text()
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  const tags = (name: string) => [...main.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag)
  const inputs = tags('input')
  const fields: Record<string, string> = {}
  for (const tag of inputs)
    if (of(tag, 'type') !== 'radio' || / checked/.test(tag)) fields[of(tag, 'name')] = of(tag, 'value')
  for (const [, name = '', typed = ''] of main.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</g))
    fields[name] = plain(typed)
  for (const [, name = '', options = ''] of main.matchAll(
    /<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs,
  ))
    fields[name] = of(/<option[^>]* selected[^>]*>/.exec(options)?.[0] ?? '', 'value')
  const asked = inputs.filter(tag => of(tag, 'type') !== 'hidden')
  return {
    path: of(tags('form')[0] ?? '', 'action') || path,
    status: answer.status,
    html,
    title: plain(/<title>([^<]*)</.exec(html)?.[1] ?? ''),
    text: plain(main.replace(/<[^>]*>/g, '')),
    fields,
    names: new Set([...asked, ...tags('textarea'), ...tags('select')].map(tag => of(tag, 'name'))),
    buttons: tags('button').map(tag => of(tag, 'value')),
    offered: name =>
      inputs
        .filter(tag => of(tag, 'name') === name && of(tag, 'type') === 'radio')
        .map(tag => of(tag, 'value')),
    ...(/id="code"[^>]*>\s*([0-9A-Z-]{19})/.exec(main)?.[1] && {
      code: /id="code"[^>]*>\s*([0-9A-Z-]{19})/.exec(main)?.[1],
    }),
  }
}

/** Sends a page's form as a browser would: what it carries, these answers, and the pressed button (`go`). */
export async function press(app: TestApp, form: CallerForm, answers: Record<string, string>, go: string) {
  const body = new URLSearchParams({ ...form.fields, ...answers, ...(go && { go }) })
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return formIn(await app.ask(form.path, { method: 'POST', body: body.toString(), headers }), form.path)
}

function of(tag: string, attribute: string): string {
  return plain(new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
