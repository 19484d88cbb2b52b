import { Hono } from 'hono'
import { Problem } from '../../domain/problem.ts'
import type { KeptMail } from '../../outside/kept-mail.ts'
import { open } from '../doors.ts'
import { type Env, textsFor } from '../env.ts'
import { Frame } from './frame.tsx'

/** The letters that a demo would have sent, newest first. Where the service is not a demo, there is nothing here. */
export const demoLetters = new Hono<Env>().get('/demo/letters', open, c => {
  const { config, mail } = c.var.deps
  if (!config.DEMO || !isKept(mail)) throw new Problem('not_found')
  const words = textsFor(c).demo
  const letters = mail.kept()
  return c.html(
    <Frame c={c} title={words.letters} side="staff">
      <h1>{words.letters}</h1>
      <p>{words.lead}</p>
      {letters.length === 0 && <p class="quiet">{words.none}</p>}
      {letters.map(letter => (
        <article class="letter">
          <h2>{letter.subject}</h2>
          <p class="quiet">
            {words.to}: {letter.to}
          </p>
          <p class="letter-text">{letter.text}</p>
          {letter.calendar && <p class="quiet">{words.calendar}</p>}
        </article>
      ))}
    </Frame>,
  )
})

function isKept(mail: object): mail is KeptMail {
  return 'kept' in mail
}
