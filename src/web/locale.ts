import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { localeOfSegment, localeSegments, type PageLocale } from '../domain/codes.ts'
import type { AnyContext, Env } from './env.ts'

/**
 * The language of a request: the path's first segment, else `?lang=` (remembered in a cookie),
 * else that cookie, else what the browser accepts, else Simplified Chinese.
 */
export const chooseLocale = createMiddleware<Env>(async (c, next) => {
  const { inPath, asked, locale } = localeOf(c)
  c.set('locale', locale)
  if (asked && !inPath)
    setCookie(c, 'lang', localeSegments[asked], {
      path: '/',
      sameSite: 'Lax',
      httpOnly: true,
      maxAge: 31_536_000,
    })
  await next()
})

/** The language of a request, and where it was found. */
export function localeOf(c: AnyContext) {
  const inPath = localeOfSegment(c.req.path.split('/')[1] ?? '')
  const asked = localeOfSegment(c.req.query('lang') ?? '')
  const kept = localeOfSegment(getCookie(c, 'lang') ?? '')
  const locale: PageLocale = inPath ?? asked ?? kept ?? accepted(c.req.header('Accept-Language'))
  return { inPath, asked, locale }
}

/** The first language of an Accept-Language header that we speak. */
export function accepted(header = ''): PageLocale {
  for (const part of header.split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? ''
    if (/^zh-(hant|tw|hk|mo)/.test(tag)) return 'zh-Hant'
    if (tag.startsWith('zh')) return 'zh-Hans'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-Hans'
}
