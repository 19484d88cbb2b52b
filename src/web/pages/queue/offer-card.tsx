import { Countdown, Since } from './clocks.tsx'
import type { Section } from './section.tsx'
import { languageName, type View } from './view.ts'

/** The call that is put to this counselor, in codes only: what it is, how long it waits, how long is left. */
export function offerCard({ queue: { offer }, texts, now, offerSeconds }: View): Section[] {
  if (!offer) return []
  const words = texts.queue.offer
  const channel = words.channels[offer.channel]
  const language = languageName(texts, offer.language)
  const body = (
    <section
      class="card offer"
      aria-labelledby="offer-title"
      data-offer={offer.id}
      data-say={texts.queue.say(channel, language, offerSeconds)}
    >
      <div class="offer-head">
        <h2 id="offer-title" tabindex={-1}>
          {words.heading}
        </h2>
        <Countdown until={offer.expiresAt} now={now} totalSeconds={offerSeconds} words={words.left} />
      </div>
      <dl class="facts">
        <Fact name={words.channel}>{channel}</Fact>
        <Fact name={words.language}>{language}</Fact>
        <Fact name={words.waited}>
          <Since at={offer.arrivedAt} now={now} />
        </Fact>
        <Fact name={words.age}>{texts.labels.ageBands[offer.ageBand]}</Fact>
      </dl>
      <div class="actions">
        <form method="post" action={`/queue/offers/${offer.id}/accept`} data-island data-key="accept">
          <button type="submit" class="big">
            {words.accept}
          </button>
        </form>
        <form method="post" action={`/queue/offers/${offer.id}/decline`} data-island data-key="pass">
          <button type="submit" class="second">
            {words.pass}
          </button>
        </form>
      </div>
      <p class="quiet">{words.passHint}</p>
    </section>
  )
  return [{ name: 'offer', version: offer.id, body }]
}

function Fact({ name, children }: { name: string; children: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children as string}</dd>
    </div>
  )
}
