/**
 * Puts the parts that the server sent in place of those whose version differs. A part of the same version is not
 * touched, so whatever is typed in it stays; focus that went with a part moves to its like, or to the new heading.
 * False when what came is not such parts at all.
 */
export function exchange(html: string): boolean {
  const fresh = new DOMParser().parseFromString(html, 'text/html')
  const places = Array.from(fresh.querySelectorAll<HTMLElement>('[data-live]'))
  for (const place of places) {
    const here = document.querySelector(`[data-live="${place.dataset.live}"]`)
    if (here) exchangePlace(here, sectionsOf(place))
  }
  const said = fresh.querySelector('[data-notice]')
  const notices = document.querySelector('[data-notices]')
  if (said && notices) {
    notices.textContent = ''
    notices.appendChild(said)
  }
  forgetContact()
  return places.length > 0
}

function exchangePlace(here: Element, coming: HTMLElement[]) {
  const focused = document.activeElement as HTMLElement | null
  const hadFocus = !!focused && here.contains(focused)
  for (const old of sectionsOf(here)) if (!coming.some(section => sameName(section, old))) old.remove()
  let place = here.firstElementChild
  for (const section of coming) {
    const old = sectionsOf(here).find(other => sameName(other, section))
    const stays = old && old.dataset.version === section.dataset.version
    if (!old) here.insertBefore(section, place)
    else if (!stays) old.replaceWith(section)
    place = (stays ? (old as HTMLElement) : section).nextElementSibling
  }
  if (hadFocus && !document.contains(focused)) refocus(here, focused as HTMLElement)
}

/** The same field or button in the new part; else its heading, so that nobody is thrown to the top of the page. */
function refocus(here: Element, lost: HTMLElement) {
  const like = lost.id
    ? document.getElementById(lost.id)
    : here.querySelector<HTMLElement>(`[aria-label="${lost.getAttribute('aria-label') || '-'}"]`)
  const target = like || here.querySelector<HTMLElement>('h2[tabindex]')
  if (target) target.focus({ preventScroll: true })
}

/** An opened contact goes as soon as its call is no longer mine, also when it was closed elsewhere. */
function forgetContact() {
  const current = document.querySelector<HTMLElement>('[data-current]')
  for (const opened of Array.from(document.querySelectorAll<HTMLElement>('[data-belongs-to]')))
    if (!current || opened.dataset.belongsTo !== current.dataset.current) opened.remove()
}

function sectionsOf(place: Element) {
  return Array.from(place.children).filter(child => child.hasAttribute('data-section')) as HTMLElement[]
}

function sameName(one: HTMLElement, other: HTMLElement) {
  return one.dataset.section === other.dataset.section
}
