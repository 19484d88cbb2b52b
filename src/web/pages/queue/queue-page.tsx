import type { Child } from 'hono/jsx'
import type { CounselorActor } from '../../../domain/actor.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { Frame } from '../frame.tsx'
import { StaffHeader } from '../staff-header.tsx'
import { IslandWords, Settings } from './island.tsx'
import { type Live, LookAgain, Place } from './section.tsx'

type QueuePage = {
  c: AnyContext
  actor: CounselorActor
  live: Live
  title: string
  wrong?: boolean
  /** Where the script asks for the live parts of this page. */
  partsAt: '/queue/fragment' | '/queue/fragment?of=session'
  notice?: Child
  /** Nothing is typed on the page, so that without scripts it may look again by itself. */
  resting?: boolean
  /** Scripts besides that of the queue. */
  scripts?: 'passkeys.js'[]
  children?: Child
}

/** The frame of the counselor's pages: my state in sight on top, then what is live, then the page's own. */
export function QueuePage(page: QueuePage) {
  const { c, actor, live, title, wrong, partsAt, notice, resting, scripts = [], children } = page
  const texts = textsFor(c)
  const header = (
    <>
      <StaffHeader {...{ c, actor }} here="/queue" />
      <section class="queue-top" aria-label={texts.queue.myState}>
        <Place name="top" live={live} />
        <p class="connection" data-connection role="status">
          <noscript>
            <a href="/queue">{texts.queue.refresh}</a>
          </noscript>
        </p>
      </section>
    </>
  )
  return (
    <Frame c={c} title={title} side="staff" wrong={wrong} scripts={['queue.js', ...scripts]} header={header}>
      {resting && <LookAgain seconds={8} at="/queue" />}
      <IslandWords c={c} texts={texts} partsAt={partsAt} />
      <h1 class="hidden-words">{title}</h1>
      <div class="queue">
        <div class="queue-main">
          <div data-connection-help class="notice warm" hidden />
          <div data-notices role="status">
            {notice}
          </div>
          {children}
          <Place name="main" live={live} />
        </div>
        <div class="queue-side">
          {live.side && <Place name="side" live={live} />}
          <Settings texts={texts} />
        </div>
      </div>
    </Frame>
  )
}
