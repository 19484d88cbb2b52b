import type { Queue } from '../../../reads/queue.ts'
import { type Place, territoryTree } from '../../../reads/territory-tree.ts'
import type { AnyContext } from '../../env.ts'
import { currentContact, type Refused, wayToContact } from './current-contact.tsx'
import { dutyPanel } from './duty-panel.tsx'
import { offerCard } from './offer-card.tsx'
import type { Live } from './section.tsx'
import { sessionList } from './session-list.tsx'
import { statusBar } from './status-bar.tsx'
import { viewOf } from './view.ts'
import { waitingCount } from './waiting-count.tsx'

/** All live parts of the counselor's page. */
export async function queueParts(c: AnyContext, queue: Queue, refused?: Refused): Promise<Live> {
  const view = viewOf(c, queue)
  const places: Place[] = queue.current ? await territoryTree(c.var.deps) : []
  return {
    top: statusBar(view),
    main: [...offerCard(view), ...dutyPanel(view), ...currentContact(view, places, refused)],
    side: [...waitingCount(view), ...sessionList(view)],
  }
}

/** What stays live on the page of one session: my state, a call if one comes, and the way to it once I am in it. */
export function sessionParts(c: AnyContext, queue: Queue): Live {
  const view = viewOf(c, queue)
  return { top: statusBar(view), main: [...offerCard(view), ...wayToContact(view)] }
}
