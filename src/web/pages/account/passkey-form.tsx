import type { Child } from 'hono/jsx'
import { type AnyContext, textsFor } from '../../env.ts'

type PasskeyForm = {
  c: AnyContext
  action: string
  /** Where the script asks for a challenge. */
  challenge: string
  does: 'make' | 'use'
  /** Asked for at once, without a press. */
  now?: boolean
  children?: Child
}

/** A form that the script (client/passkeys.ts) fills with what a passkey answers; without scripts it stays hidden. */
export function PasskeyForm({ c, action, challenge, does, now, children }: PasskeyForm) {
  const address = new URL(c.get('deps').config.PUBLIC_URL).origin
  const { signIn, account } = textsFor(c)
  return (
    <form
      method="post"
      action={action}
      hidden
      data-passkey={does}
      data-challenge={challenge}
      data-now={now ? 'yes' : undefined}
    >
      <input type="hidden" name="passkey" />
      {children}
      <p class="fault" role="alert" hidden data-passkey-failed>
        {does === 'make' ? account.passkeys.failed(address) : signIn.passkeyFailed(address)}
      </p>
    </form>
  )
}
