/** All that hono-openapi wants of `zod/v4/core`; the whole of it, every language included, is 47 KB more of a Worker. */
export { toJSONSchema } from 'zod'
