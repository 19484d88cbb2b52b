import type { Texts } from '../../../texts/texts.ts'

/** What is said after a press: what came of it, or kindly why not. */
export type Said = keyof Texts['queue']['notices'] | keyof Texts['problems']

/** Something that may be said, from an address; undefined for anything else. */
export function readSaid(texts: Texts, code: string | undefined): Said | undefined {
  if (!code) return undefined
  return Object.hasOwn(texts.queue.notices, code) || Object.hasOwn(texts.problems, code)
    ? (code as Said)
    : undefined
}

/** The sentence, and for whoever wants to talk to a supervisor the words to begin with. */
export function Notice({ said, texts }: { said?: Said; texts: Texts }) {
  if (!said) return null
  const words = texts.queue
  const done = Object.hasOwn(words.notices, said)
    ? words.notices[said as keyof typeof words.notices]
    : undefined
  return (
    <div class={done ? 'notice' : 'notice warm'} data-notice>
      <p>{done ?? texts.problems[said as keyof Texts['problems']]}</p>
      {said.startsWith('supervisor') && (
        <>
          <h2>{words.supervisorTitle}</h2>
          <p class="say-this">{words.supervisorWords}</p>
          <p>{words.supervisorHow}</p>
        </>
      )}
    </div>
  )
}
