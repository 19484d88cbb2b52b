import { localeSegments, type PageLocale } from '../../domain/codes.ts'
import type { Problem } from '../../domain/problem.ts'
import { type AnyContext, textsFor } from '../env.ts'
import { Frame } from './frame.tsx'

/** The page for a refusal or a fault of ours: what happened, the numbers, the way home, or for staff to their own page. */
export function wrongPage(c: AnyContext, problem: Problem) {
  const texts = textsFor(c)
  const title = problem.code === 'not_found' ? texts.frame.notFoundTitle : texts.frame.wrongTitle
  return c.html(
    <Frame c={c} title={title} side="caller" wrong>
      <h1>{title}</h1>
      <p class="lead">{texts.problems[problem.code]}</p>
      {problem.code === 'forbidden' && texts.frame.forbiddenHelp.map(sentence => <p>{sentence}</p>)}
      <p>{texts.frame.wrongHelp}</p>
      <p>
        {problem.code === 'forbidden' ? (
          // Every member of staff is led on from there to the page of their own role.
          <a class="button" href="/queue">
            {texts.frame.ownPage}
          </a>
        ) : (
          <a class="button" href={`/${localeSegments[c.get('locale') as PageLocale]}`}>
            {texts.frame.home}
          </a>
        )}
      </p>
      {problem.status >= 500 && <p class="quiet">{texts.frame.requestId(c.get('requestId'))}</p>}
    </Frame>,
    problem.status as 400,
  )
}
