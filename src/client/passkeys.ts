// Passkeys: the form asks for a challenge, the device answers it, and the answer goes where the form goes. Without
// this script, or where the browser has no passkeys, these forms stay hidden and the page offers a code instead.

import { fromBase64Url, toBase64Url } from '../domain/base64.ts'

type Descriptor = { id: string; type: 'public-key'; transports: AuthenticatorTransport[] }
type Asked = {
  challenge: string
  user?: { id: string; name: string; displayName: string }
  allowCredentials?: Descriptor[]
  excludeCredentials?: Descriptor[]
}

const bytes = (text: string) => fromBase64Url(text) as Uint8Array<ArrayBuffer>
const text = (buffer: ArrayBuffer | null) => (buffer ? toBase64Url(new Uint8Array(buffer)) : undefined)
const withBytes = (list: Descriptor[] = []) => list.map(one => Object.assign({}, one, { id: bytes(one.id) }))

if (typeof PublicKeyCredential === 'function' && navigator.credentials) {
  for (const without of Array.from(document.querySelectorAll<HTMLElement>('[data-no-passkey]')))
    without.hidden = true
  for (const form of Array.from(document.querySelectorAll<HTMLFormElement>('form[data-passkey]'))) {
    form.hidden = false
    form.addEventListener('submit', event => {
      event.preventDefault()
      ask(form)
    })
    if (form.dataset.now) ask(form, true)
  }
}

/** Asks the device; what was not pressed for may be declined without a word. */
async function ask(form: HTMLFormElement, unasked?: boolean) {
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]')
  const button = form.querySelector('button')
  if (failed) failed.hidden = true
  if (button) button.disabled = true
  try {
    const answer = await fetch(form.dataset.challenge as string, { method: 'POST' })
    if (!answer.ok) throw new Error('no challenge')
    const asked = (await answer.json()) as Asked
    const field = form.querySelector<HTMLInputElement>('input[name=passkey]') as HTMLInputElement
    field.value = JSON.stringify(await (form.dataset.passkey === 'make' ? made(asked) : used(asked)))
    form.submit()
  } catch {
    if (button) button.disabled = false
    if (failed) failed.hidden = !!unasked
  }
}

async function made(asked: Asked) {
  const publicKey = Object.assign({}, asked, {
    challenge: bytes(asked.challenge),
    user: Object.assign({}, asked.user, { id: bytes((asked.user as { id: string }).id) }),
    excludeCredentials: withBytes(asked.excludeCredentials),
  }) as unknown as PublicKeyCredentialCreationOptions
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  const response = credential.response as AuthenticatorAttestationResponse
  return {
    ...named(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports ? response.getTransports() : [],
    },
  }
}

async function used(asked: Asked) {
  const publicKey = Object.assign({}, asked, {
    challenge: bytes(asked.challenge),
    allowCredentials: withBytes(asked.allowCredentials),
  }) as unknown as PublicKeyCredentialRequestOptions
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  const response = credential.response as AuthenticatorAssertionResponse
  return {
    ...named(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  }
}

function named({ id, type }: PublicKeyCredential) {
  return { id, rawId: id, type, clientExtensionResults: {} }
}
