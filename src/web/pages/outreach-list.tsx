import { isOneOf, outreachMedia } from '../../domain/codes.ts'
import type { OutreachShown } from '../../reads/outreach-list.ts'
import type { Texts } from '../../texts/texts.ts'

/** The outreach sessions recorded last: topic and audience first, then how, when, where and its code. */
export function OutreachList({
  sessions,
  texts,
  moment,
}: {
  sessions: OutreachShown[]
  texts: Texts
  moment: (at: Date) => string
}) {
  const words = texts.outreach
  const { number } = texts.counts
  const audience = sessions.reduce((sum, session) => sum + session.audience, 0)
  return (
    <section aria-labelledby="outreach-list">
      <h2 id="outreach-list">{words.list}</h2>
      {sessions.length === 0 ? (
        <p class="notice">{words.empty}</p>
      ) : (
        <>
          <p class="quiet">{words.totals(number(sessions.length), number(audience))}</p>
          <ul class="outreach-list">
            {sessions.map(session => (
              <li>
                <span>{session.topic}</span>
                <b>{words.reached(number(session.audience))}</b>
                <span class="quiet">
                  {[
                    isOneOf(outreachMedia, session.medium)
                      ? texts.labels.media[session.medium]
                      : session.medium,
                    moment(session.heldAt),
                    session.partnerName,
                    session.territoryName,
                    session.code,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
