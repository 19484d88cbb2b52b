import { Hono } from 'hono'
import { assets } from '../../build/assets.ts'
import { open } from './doors.ts'
import type { Env } from './env.ts'

/** The address of a script or stylesheet; it changes when the content does, so browsers may keep it. */
export function assetPath(name: keyof typeof assets): string {
  return `/assets/${assets[name].file}`
}

const byFile = new Map(Object.values(assets).map(asset => [asset.file, asset]))

/** Scripts and stylesheet, each under a name that carries its content's hash. */
export const assetRoutes = new Hono<Env>().get('/assets/:file', open, c => {
  const asset = byFile.get(c.req.param('file'))
  if (!asset) return c.notFound()
  return c.body(asset.body, 200, {
    'Content-Type': asset.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
  })
})
