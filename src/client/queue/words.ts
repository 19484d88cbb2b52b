/** What the page gives its script: sentences in the page's language, where the live parts are, the server's clock. */
export type Words = Record<
  | 'on'
  | 'connecting'
  | 'lost'
  | 'lostHelp'
  | 'signedOut'
  | 'draftKept'
  | 'draftSaved'
  | 'draftFailed'
  | 'soundOn'
  | 'soundOff'
  | 'soundBlocked'
  | 'keysOn'
  | 'keysOff'
  | 'left'
  | 'badge'
  | 'gone',
  string
>

const given = document.querySelector<HTMLElement>('[data-island-words]')

/** The sentences; a page that does not need one does not give it. */
export const words = JSON.parse(given?.dataset.islandWords || '{}') as Words

/** The address of this page's live parts, of its stream of versions, and when the server drew the page. */
export const partsAt = given?.dataset.partsAt || ''
export const eventsAt = given?.dataset.eventsAt || ''
export const drawnAt = Number(given?.dataset.now)
