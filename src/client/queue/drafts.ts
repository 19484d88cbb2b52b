import { ask, look } from './connection.ts'
import { words } from './words.ts'

const pauseMs = 800

/** Saves what is chosen in the outcome form a moment after each change, and says so; tries again until it is kept. */
export function keepDrafts() {
  let timer: ReturnType<typeof setTimeout> | undefined
  document.addEventListener('input', event => {
    const form = event.target instanceof Element ? event.target.closest('form') : null
    if (!form?.dataset.draft) return
    clearTimeout(timer)
    timer = setTimeout(() => save(form), pauseMs)
  })

  async function save(form: HTMLFormElement) {
    if (form.dataset.busy || !document.contains(form)) return
    const said = form.querySelector('[data-draft-state]')
    const came = await send(form)
    if (said) said.textContent = came === 'kept' ? words.draftSaved : words.draftFailed
    if (came === 'lost') timer = setTimeout(() => save(form), 3000)
    // Closed meanwhile, in another window perhaps: the parts of the page know.
    if (came === 'refused') look()
  }
}

/** The same fields to the draft's own address: one reader on the server for both. */
async function send(form: HTMLFormElement): Promise<'kept' | 'refused' | 'lost'> {
  const body = new URLSearchParams()
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string') body.append(name, value)
  })
  try {
    const headers = { 'Heartline-Part': 'draft' }
    const answer = await ask(form.dataset.draft as string, { method: 'POST', body, headers })
    return answer?.ok ? 'kept' : answer && answer.status < 500 ? 'refused' : 'lost'
  } catch {
    return 'lost'
  }
}

/** Says that drafts keep themselves, where the button for it is not needed. */
export function tellOfDrafts() {
  for (const said of Array.from(document.querySelectorAll('[data-draft-state]')))
    if (!said.textContent) said.textContent = words.draftKept
}
