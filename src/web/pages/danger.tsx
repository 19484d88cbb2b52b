import { Hono } from 'hono'
import { open } from '../doors.ts'
import { type Env, textsFor } from '../env.ts'
import { keepPage } from '../kept-pages.ts'
import { telephoneLink } from '../telephone-link.ts'
import { Frame } from './frame.tsx'

/** The page for someone in danger now: no database, no script, nothing to fill in. */
export const danger = new Hono<Env>().get('/:locale{(?:zh|hant|en)}/now', open, c => {
  keepPage(c, { until: 'restart' })
  const texts = textsFor(c)
  const { config } = c.var.deps
  const words = texts.frame.danger_page
  return c.html(
    <Frame c={c} title={words.title} side="caller">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <ul class="call-now">
        {config.EMERGENCY_NUMBERS.map(number => (
          <li>
            <a class="button big" href={telephoneLink(number)}>
              {texts.frame.callNow(number)}
              {texts.frame.numberNames[number] && <small> {texts.frame.numberNames[number]}</small>}
            </a>
          </li>
        ))}
      </ul>
      <ol class="steps">
        {words.steps.map(step => (
          <li>{step}</li>
        ))}
      </ol>
      <p>{words.notAlone}</p>
      <p class="quiet">{texts.frame.checkedOn(config.EMERGENCY_CHECKED_ON)}</p>
    </Frame>,
  )
})
