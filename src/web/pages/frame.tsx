import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { localeSegments, type PageLocale, pageLocales } from '../../domain/codes.ts'
import { type Texts, textsOf } from '../../texts/texts.ts'
import { assetPath } from '../assets.ts'
import type { AnyContext } from '../env.ts'
import { telephoneLink } from '../telephone-link.ts'
import { Hidden } from './form-parts.tsx'

type Frame = {
  c: AnyContext
  title: string
  /** Callers' pages carry the numbers and the quick exit; staff pages slim lines with both. */
  side: 'caller' | 'staff'
  /** The page went wrong: the title says so first, for those who hear it. */
  wrong?: boolean
  scripts?: Parameters<typeof assetPath>[0][]
  /** What a page that answers a form takes along into another language, so that nothing typed is lost. */
  carry?: Carry
  header?: Child
  children?: Child
}

/** The id of the form that holds it and the button it counts as pressed; or what stands in no form, for a page of its own. */
export type Carry = { form: string; go?: string } | { fields: Record<string, string>; to: string }

/** The document around every page: numbers first, then languages, then the page itself. */
export function Frame(frame: Frame) {
  return (
    <>
      {/* Without it browsers fall back to the layout rules of the nineties. */}
      {raw('<!doctype html>')}
      <Page {...frame} />
    </>
  )
}

function Page({ c, title, side, wrong, scripts = [], header, carry, children }: Frame) {
  const locale: PageLocale = c.get('locale')
  const texts = textsOf(locale)
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{wrong ? texts.frame.error + title : title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetPath('style.css')} />
        {['leave.js' as const, ...scripts].map(name => (
          <script defer src={assetPath(name)} />
        ))}
      </head>
      <body class={side}>
        <a class="skip" href="#main">
          {texts.frame.skip}
        </a>
        <Numbers {...{ c, texts, side }} />
        {side === 'caller' ? <Brand c={c} /> : null}
        {header}
        <main id="main" tabindex={-1}>
          {children}
        </main>
        <footer class="foot">
          {carry && c.req.method === 'POST' ? (
            <CarriedLanguages {...{ c, locale, texts, carry }} />
          ) : (
            <Languages {...{ c, locale, texts }} />
          )}
          <p>{texts.frame.notEmergency}</p>
          {c.get('deps').config.DEMO && <p class="demo">{texts.frame.demo}</p>}
        </footer>
      </body>
    </html>
  )
}

/** The name of this installation, or ours in the language of the page. */
export function serviceName(c: AnyContext): string {
  const { SERVICE_NAME } = c.get('deps').config
  const ours = pageLocales.some(locale => textsOf(locale).frame.name === SERVICE_NAME)
  return ours ? textsOf(c.get('locale')).frame.name : SERVICE_NAME
}

/** The name of the service and its mark, which lead home. */
function Brand({ c }: { c: AnyContext }) {
  return (
    <header class="brand">
      <a href={`/${localeSegments[c.get('locale') as PageLocale]}`}>
        <svg viewBox="0 0 48 24" width="48" height="24" aria-hidden="true">
          <path d="M1 15h11c4 0 4-9 8.500-9 2.500 0 3.500 2 3.500 4 0-2 1-4 3.500-4 5 0 4.500 7-3.500 13-3-2.300-4.500-4-4.500-4M29 15h18" />
        </svg>
        {serviceName(c)}
      </a>
    </header>
  )
}

/** Emergency numbers as full-width links, worded, with the page for danger and the quick exit. */
function Numbers({ c, texts, side }: { c: AnyContext; texts: Texts; side: Frame['side'] }) {
  const { numberNames, numberWords, emergency } = texts.frame
  const names = side === 'staff' ? numberWords : numberNames
  const { config } = c.get('deps')
  const segment = localeSegments[c.get('locale') as PageLocale]
  return (
    <aside class="numbers" aria-label={emergency}>
      <ul>
        {config.EMERGENCY_NUMBERS.map((number: string) => (
          <li>
            <a class="number" href={telephoneLink(number)}>
              <strong>{number}</strong> <span>{names[number] ?? emergency}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="ways-out">
        <a class="danger" href={`/${segment}/now`}>
          {texts.frame.danger}
        </a>
        <a
          class="leave"
          data-leave
          href="https://www.weather.com.cn/"
          rel="noreferrer"
          title={texts.frame.leaveHint}
        >
          {side === 'staff' ? texts.frame.leaveWord : texts.frame.leave}
        </a>
        <small>{texts.frame.leaveHint}</small>
      </p>
    </aside>
  )
}

const languageNames: Record<PageLocale, string> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
}

function Languages({ c, locale, texts }: { c: AnyContext; locale: PageLocale; texts: Texts }) {
  return (
    <nav class="languages" aria-label={texts.frame.language}>
      {pageLocales.map(other => (
        <a
          href={inLanguage(c, localeSegments[other])}
          lang={other}
          aria-current={other === locale ? 'true' : undefined}
        >
          {languageNames[other]}
        </a>
      ))}
    </nav>
  )
}

/** The same for a page that answers a form: a link would begin it anew, a button sends along what stands in it. */
function CarriedLanguages({
  c,
  locale,
  texts,
  carry,
}: {
  c: AnyContext
  locale: PageLocale
  texts: Texts
  carry: Carry
}) {
  const own = 'fields' in carry ? carry : undefined
  const rest = own?.to ?? c.req.path.split('/').slice(2).join('/')
  const form = 'form' in carry ? carry.form : 'in-another-language'
  return (
    <nav class="languages" aria-label={texts.frame.language}>
      {own && (
        <form method="post" id={form}>
          <Hidden fields={own.fields} />
        </form>
      )}
      {pageLocales.map(other => (
        <button
          type="submit"
          class="plain-button"
          form={form}
          formaction={`/${localeSegments[other]}/${rest}`}
          name="go"
          value={('go' in carry && carry.go) || 'stay'}
          lang={other}
          aria-current={other === locale ? 'true' : undefined}
        >
          {languageNames[other]}
        </button>
      ))}
    </nav>
  )
}

/** The address of a page in another language, its query kept; of what answers a form, the page that its section begins with. */
function inLanguage(c: AnyContext, segment: string): string {
  const { pathname, searchParams } = new URL(c.req.url)
  const [, first = '', ...rest] = pathname.split('/')
  const isPage = c.req.method === 'GET' || c.req.method === 'HEAD'
  const query = new URLSearchParams(isPage ? searchParams : undefined)
  query.delete('lang')
  if ((Object.values(localeSegments) as string[]).includes(first)) {
    const text = query.toString()
    return `/${[segment, ...rest].join('/')}${text && `?${text}`}`
  }
  query.set('lang', segment)
  // Signing in has its form at the same address as what answers it; other sections answer at many.
  return `${isPage || first === 'sign-in' ? pathname : `/${first}`}?${query}`
}
