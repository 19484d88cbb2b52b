import { Hono } from 'hono'
import { open } from '../doors.ts'
import { type Env, textsFor } from '../env.ts'
import { keepPage } from '../kept-pages.ts'
import { Frame } from './frame.tsx'

/** A minute to breathe: words that stand alone, and a circle that keeps the time where motion is welcome. */
export const breathePage = new Hono<Env>().get('/:locale{(?:zh|hant|en)}/breathe', open, c => {
  keepPage(c, { until: 'restart' })
  const { breathe } = textsFor(c).quiet
  return c.html(
    <Frame c={c} title={breathe.title} side="caller">
      <h1>{breathe.title}</h1>
      <p class="lead">{breathe.lead}</p>
      <div class="breath" aria-hidden="true">
        <span class="circle" />
        <span class="in">{breathe.in}</span>
        <span class="out">{breathe.out}</span>
      </div>
      <ol class="steps">
        {breathe.steps.map(step => (
          <li>{step}</li>
        ))}
      </ol>
      <p class="quiet">{breathe.stop}</p>
      <h2>{breathe.after}</h2>
      <p>
        <a class="button second" href={`/${c.req.path.split('/')[1]}`}>
          {breathe.home}
        </a>
      </p>
    </Frame>,
  )
})
