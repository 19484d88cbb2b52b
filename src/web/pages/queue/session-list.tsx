import type { QueueSession } from '../../../reads/queue.ts'
import type { Section } from './section.tsx'
import { languageName, type View } from './view.ts'

/** My sessions of today in their order, each leading to its own page for contact and outcome. */
export function sessionList({ queue: { sessions }, texts, time }: View): Section[] {
  const words = texts.queue.sessions
  const body = (
    <section class="panel" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.heading}</h2>
      {sessions.length === 0 && <p class="quiet">{words.none}</p>}
      <ol class="sessions">
        {sessions.map(session => (
          <li class={`session session-${session.state}`}>
            <p>
              <strong class="session-time">
                {time(session.startsAt)}–{time(session.endsAt)}
              </strong>{' '}
              <span class="session-state">{words.states[session.state]}</span>
            </p>
            <p class="quiet">
              {texts.labels.modes[session.mode]} · {languageName(texts, session.language)}
              {session.hasNote && session.state !== 'closed' && ` · ${words.withNote}`}
              {session.draft && session.state !== 'closed' && ` · ${words.withDraft}`}
            </p>
            {session.state !== 'closed' && (
              <div class="session-actions">
                {(session.hasContact || session.hasNote) && (
                  <form method="post" action={`/queue/sessions/${session.id}/contact`}>
                    <button
                      type="submit"
                      class="second small"
                      aria-describedby={`logged-${session.id}`}
                      aria-label={`${texts.queue.contact.open}, ${time(session.startsAt)}`}
                    >
                      {texts.queue.contact.open}
                    </button>
                  </form>
                )}
                {session.state !== 'ahead' && (
                  <a
                    class="button second small"
                    href={`/queue/sessions/${session.id}`}
                    aria-label={`${words.record}, ${time(session.startsAt)}`}
                  >
                    {words.record}
                  </a>
                )}
              </div>
            )}
            {session.state !== 'closed' && (session.hasContact || session.hasNote) && (
              <small id={`logged-${session.id}`}>{texts.queue.contact.logged}</small>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
  return [{ name: 'sessions', version: sessions.map(versionOf).join('|'), body }]
}

function versionOf({ id, startsAt, state, hasContact, hasNote, draft }: QueueSession) {
  return [id, startsAt.getTime(), state, hasContact, hasNote, draft !== null].join()
}
