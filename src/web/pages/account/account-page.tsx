import type { Child } from 'hono/jsx'
import { formatMoment } from '../../../domain/time-words.ts'
import type { MyAccount } from '../../../reads/my-account.ts'
import { type AnyContext, textsFor } from '../../env.ts'
import { isPresent } from '../../presence.ts'
import { ErrorSummary, type Mend } from '../form-parts.tsx'
import { Frame } from '../frame.tsx'
import { StaffHeader } from '../staff-header.tsx'
import { AppPart } from './app-part.tsx'
import { PasskeysPart } from './passkeys-part.tsx'
import { ProveCard, type Proving } from './prove-card.tsx'
import { RecoveryPart } from './recovery-part.tsx'
import { SignInsPart } from './sign-ins-part.tsx'

/** What a part of the page needs: whose it is, how moments are written, and whether changes are open now. */
export type Part = {
  c: AnyContext
  mine: MyAccount
  when: (at: Date) => string
  open: boolean
  mends: Mend[]
}

type AccountPage = {
  c: AnyContext
  mine: MyAccount
  notice?: Child
  refused?: Proving['refused']
  mends?: Mend[]
}

/** How one signs in and where: passkeys, app, recovery codes, devices. Changes ask for a recent proof of presence. */
export function AccountPage({ c, mine, notice, refused, mends = [] }: AccountPage) {
  const texts = textsFor(c)
  const words = texts.account
  const { config } = c.get('deps')
  const { admitted } = c.get('signIn')
  const when = (at: Date) => formatMoment(at, config.TIME_ZONE, c.get('locale'))
  const part: Part = { c, mine, when, open: isPresent(c), mends }
  const title = admitted ? words.title : words.joining.title
  return (
    <AccountFrame c={c} title={title} wrong={mends.length > 0 || !!refused}>
      <ErrorSummary texts={texts} mends={mends} />
      <h1>{title}</h1>
      <p class="lead">{admitted ? words.lead : words.joining.lead}</p>
      <div role="status">{notice && <p class="notice">{notice}</p>}</div>
      {!part.open && <ProveCard c={c} why="account" action="/account/prove" mine={mine} refused={refused} />}
      <PasskeysPart {...part} />
      <AppPart {...part} />
      {admitted && <RecoveryPart {...part} />}
      {admitted && <SignInsPart {...part} />}
    </AccountFrame>
  )
}

/** The frame of these pages; who has yet to set up a way in sees no pages to go to. */
export function AccountFrame({
  c,
  title,
  wrong,
  children,
}: {
  c: AnyContext
  title: string
  wrong?: boolean
  children?: Child
}) {
  const { admitted } = c.get('signIn')
  return (
    <Frame
      c={c}
      title={title}
      side="staff"
      wrong={wrong}
      scripts={['passkeys.js']}
      header={<StaffHeader c={c} actor={c.get('actor')} joining={!admitted} />}
    >
      <div class="account">{children}</div>
    </Frame>
  )
}
