// The steps of a form are answers to POSTs, and browsers ask before they go back to one of those. So the steps
// are fetched and put in place, and what was seen before is kept in memory, never in any storage: back works.

const pages: { title: string; main: string; languages: string }[] = []
let at = 0
let left = false
let pressed: HTMLButtonElement | undefined

/** Lets the steps of a form follow each other in place, so that the browser's back goes one step back. */
export function stepInPlace(): void {
  if (!document.querySelector('form[data-steps]') || !history.pushState) return
  history.replaceState({ at: 0 }, '')
  keep()

  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (button instanceof HTMLButtonElement) pressed = button
  })
  document.addEventListener('submit', event => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.steps === undefined) return
    // The last step makes the booking: its answer is a page of its own.
    if (pressed?.value === 'book') return
    // Another page takes it from here.
    if (pressed?.hasAttribute('formaction')) return
    event.preventDefault()
    send(form)
  })
  document.addEventListener('heartline:leave', () => {
    pages.length = 0
    left = true
  })
  addEventListener('popstate', event => {
    if (left) return
    const page = pages[event.state?.at]
    if (!page) return location.reload()
    keep()
    at = event.state.at
    put(page)
  })
}

function send(form: HTMLFormElement) {
  const body = new URLSearchParams()
  new FormData(form).forEach((value, name) => {
    body.append(name, String(value))
  })
  if (pressed?.name) body.append(pressed.name, pressed.value)
  const asOrdinaryForm = () => {
    if (pressed?.name) {
      const field = document.createElement('input')
      Object.assign(field, { type: 'hidden', name: pressed.name, value: pressed.value })
      form.appendChild(field)
    }
    form.submit()
  }
  fetch(form.action, { method: 'POST', body, credentials: 'same-origin' })
    .then(answer => answer.text())
    .then(text => {
      const next = new DOMParser().parseFromString(text, 'text/html')
      const main = next.querySelector('main')
      if (!main?.querySelector('form[data-steps]')) return asOrdinaryForm()
      keep()
      at += 1
      pages.length = at
      history.pushState({ at }, '')
      put({ title: next.title, main: main.innerHTML, languages: languagesOf(next)?.innerHTML ?? '' })
      keep()
    })
    .catch(asOrdinaryForm)
}

/** Keeps this page as it stands, with what was typed and chosen. */
function keep() {
  const main = document.querySelector('main')
  if (!main) return
  for (const field of main.querySelectorAll<HTMLInputElement>('input')) {
    if (field.type === 'radio') field.toggleAttribute('checked', field.checked)
    else field.setAttribute('value', field.value)
  }
  for (const field of main.querySelectorAll('textarea')) field.textContent = field.value
  for (const option of main.querySelectorAll('option')) option.toggleAttribute('selected', option.selected)
  pages[at] = {
    title: document.title,
    main: main.innerHTML,
    languages: languagesOf(document)?.innerHTML ?? '',
  }
}

/** They stand below the page and differ from step to step: links at first, then buttons that take the answers along. */
function languagesOf(page: Document) {
  return page.querySelector('nav.languages')
}

function put({ title, main: html, languages }: (typeof pages)[number]) {
  const main = document.querySelector('main')
  if (!main) return
  main.innerHTML = html
  const nav = languagesOf(document)
  if (nav) nav.innerHTML = languages
  document.title = title
  pressed = undefined
  scrollTo(0, 0)
  // Whoever listens hears the new page from its start: what is to be mended first.
  const first = main.querySelector<HTMLElement>('.mend, h1')
  first?.setAttribute('tabindex', '-1')
  first?.focus({ preventScroll: true })
  document.dispatchEvent(new Event('heartline:page'))
}
