import type { Deps } from '../../../deps.ts'
import type { Texts } from '../../../texts/texts.ts'
import type { AnyContext } from '../../env.ts'

/** What the page's script needs to know and to say: addresses, the server's clock, sentences. */
export function IslandWords({ c, texts, partsAt }: { c: AnyContext; texts: Texts; partsAt: string }) {
  const deps: Deps = c.get('deps')
  const { connection, form, settings, offer, badge, gone } = texts.queue
  const words = {
    ...{ on: connection.on, connecting: connection.connecting, lost: connection.lost },
    ...{ lostHelp: connection.lostHelp, signedOut: connection.signedOut },
    ...{ draftKept: form.draftKept, draftSaved: form.draftSaved, draftFailed: form.draftFailed },
    ...{ soundOn: settings.soundOn, soundOff: settings.soundOff, soundBlocked: settings.soundBlocked },
    ...{ keysOn: settings.keysOn, keysOff: settings.keysOff },
    ...{ left: offer.left('{s}'), badge, gone },
  }
  return (
    <div
      hidden
      data-island-words={JSON.stringify(words)}
      data-parts-at={partsAt}
      data-events-at="/api/v1/queue/events"
      data-now={String(deps.now().getTime())}
    />
  )
}

const keys = { accept: 'A', pass: 'P', back: 'G', break: 'B', complete: 'S' } as const

/** Sound and keys, each to be switched off, and the list of keys; all of it only where scripts run. */
export function Settings({ texts }: { texts: Texts }) {
  const words = texts.queue.settings
  return (
    <section class="panel settings" aria-labelledby="settings-title" data-settings hidden>
      <h2 id="settings-title">{words.heading}</h2>
      <p class="settings-buttons">
        <button type="button" class="second small" data-toggle="sound">
          {words.soundOn}
        </button>{' '}
        <button type="button" class="second small" data-toggle="keys">
          {words.keysOn}
        </button>{' '}
        <button type="button" class="second small" data-show-keys>
          {words.showKeys}
        </button>
      </p>
      <p class="quiet" data-sound-blocked hidden>
        {words.soundBlocked}
      </p>
      <dialog data-keys aria-labelledby="keys-title">
        <h2 id="keys-title">{words.keysTitle}</h2>
        <dl class="keys">
          {Object.entries(keys).map(([name, letter]) => (
            <div>
              <dt>
                <kbd>Alt</kbd> + <kbd>{letter}</kbd>
              </dt>
              <dd>{words.keys[name as keyof typeof keys]}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>{words.keys.help}</dd>
          </div>
        </dl>
        <form method="dialog">
          <button type="submit">{words.close}</button>
        </form>
      </dialog>
    </section>
  )
}
