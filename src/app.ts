import type { Deps } from './deps.ts'
import { forCallers } from './web/for-callers.ts'
import { forStaff } from './web/for-staff.ts'
import { shell } from './web/shell.ts'

/** The whole of Heartline over HTTP. */
export function createApp(deps: Deps) {
  return shell(deps, app => [...forCallers, ...forStaff(app)])
}
