import type { Deps } from '../../deps.ts'
import { TOTP_SECRET_BYTES } from '../../domain/totp.ts'

/** The secret of an authenticator app: made of its id and the lasting key, which the database never sees. */
export function appSecret({ keys }: Pick<Deps, 'keys'>, appId: string): Promise<Uint8Array> {
  return keys.derive('authenticator-app', appId, TOTP_SECRET_BYTES)
}
