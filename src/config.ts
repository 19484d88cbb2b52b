import * as z from 'zod'
import type { PageLocale } from './domain/codes.ts'
import { isDay } from './domain/days.ts'

const between = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`
  // One check, not three: each makes a schema of its own, and a Worker makes all of them whenever it starts.
  return z.coerce.number(error).refine(n => Number.isInteger(n) && n >= least && n <= most, error)
}
const whole = (fallback: number, least: number, most: number) => between(least, most).default(fallback)
const day = z.string().refine(isDay, 'a day of the calendar, as 2026-11-22')
const list = (text: string) =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
const onOff = z.enum(['true', 'false'], 'true or false').transform(text => text === 'true')

const environment = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address as postgres://user:password@host:5432/heartline' })
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  KEY_FILE: z.string().min(1).optional(),
  KEY_FILE_COPY: z.string().min(1).optional(),
  BACKUP_DIRS: z.string().default('').transform(list),
  KEY_RING: z.string().min(1).optional(),
  PORT: whole(8787, 1, 65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'an address as https://heartline.example' }).optional(),
  DEMO: onOff.optional(),
  LOG_REQUESTS: onOff.optional(),
  SERVICE_NAME: z.string().max(40, 'a name of 40 characters or fewer').default('心线'),
  TIME_ZONE: z
    .string()
    .refine(zone => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'an IANA time zone')
    .default('Asia/Shanghai'),
  LANGUAGES: z
    .string()
    .default('zh,yue,en')
    .transform(list)
    .pipe(
      z
        .array(z.string().regex(/^[a-z]{2,3}$/, 'language codes, separated by commas'))
        .min(1, 'one language or more'),
    ),
  HOTLINE_NUMBER: z
    .string()
    .regex(/^\+?[\d -]{3,20}$/, 'a phone number')
    .optional(),
  EMERGENCY_NUMBERS: z
    .string()
    .default('12356,120,110')
    .transform(list)
    .pipe(
      z
        .array(z.string().regex(/^\+?[\d -]{3,20}$/, 'phone numbers, separated by commas'))
        .min(1, 'one number or more'),
    ),
  EMERGENCY_CHECKED_ON: day.optional(),
  LINES: z
    .string()
    .default('')
    .transform(list)
    .pipe(
      z.array(z.string().regex(/^[a-z0-9-]{1,30}:[\w-]{8,200}$/, 'line:token pairs, separated by commas')),
    ),
  MAIL_URL: z.url({ protocol: /^smtps?$/, error: 'an address as smtp://user:password@host:587' }).optional(),
  MAIL_FROM: z.email('a mail address').default('hello@heartline.example'),
  QUIET_HERE: whole(10, 1, 100_000),
  QUIET_EVERYWHERE: whole(100, 1, 1_000_000),
  ANSWER_WITHIN_MS: whole(4500, 500, 120_000),
  BOOKINGS_AT_ONCE: whole(6, 1, 1000),
  ADDRESS_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,60}$/, 'the name of a header')
    .optional(),
  SESSION_MINUTES: whole(30, 10, 180),
  GRID_MINUTES: whole(30, 5, 120),
  BOOKING_NOTICE_MINUTES: whole(15, 11, 2880),
  BOOKING_DAYS: whole(60, 1, 365),
  IDLE_MINUTES: whole(15, 1, 720),
  STEP_UP_MINUTES: whole(10, 1, 720),
  // A demo has nobody at its telephone.
  PHONE_ONLY_SHARE: between(0, 90).optional(),
  OFFER_SECONDS: whole(20, 5, 300),
  GUARD_MINUTES: whole(10, 0, 120),
  CALLBACK_MINUTES: whole(6, 0, 60),
  PRESENCE_SECONDS: whole(180, 30, 86_400),
  HEAD_START_DANGER: whole(30, 0, 240),
  HEAD_START_CHILD: whole(15, 0, 240),
  HEAD_START_CALLBACK: whole(0, 0, 240),
  HEAD_START_FRONT_LINE: whole(5, 0, 240),
  EQUAL_IDLE_SECONDS: whole(0, 0, 600),
  REST_MINUTES: whole(0, 0, 240),
  SHIFT_REST_HOURS: whole(4, 0, 24),
  SHIFT_REMINDER_HOURS: whole(12, 0, 72),
  MOST_CALLS: whole(0, 0, 200),
  WIDEN_CITY_MINUTES: whole(0, 0, 720),
  WIDEN_PARTNERS_MINUTES: whole(0, 0, 720),
  WIDEN_PROVINCE_MINUTES: whole(15, 0, 720),
  PROVINCE_NUMBER: z
    .string()
    .regex(/^(none|\+?[\d -]{3,20})$/, 'a phone number, or none')
    .default('12356'),
  LINE_PARTNERS: z
    .string()
    .default('')
    .transform(list)
    .pipe(
      z.array(z.string().regex(/^[a-z0-9-]{1,30}:[\w-]{1,60}$/, 'line:partner pairs, separated by commas')),
    ),
  CONTACT_HOURS: whole(72, 1, 720),
  KEEP_DAYS: whole(7, 1, 90),
  RETENTION_PROFILE: z.enum(['cn-hotline'], 'cn-hotline').default('cn-hotline'),
  // The guideline that this profile follows wants three years at least.
  COUNT_YEARS: whole(3, 3, 30),
  ACCESS_LOG_MONTHS: whole(12, 1, 120),
})

/** What only shows when keys are seen together; asked even where single keys are wrong, to name all at once. */
function faultsBetween(set: Record<string, unknown>) {
  const faults: { key: string; expected: string }[] = []
  const demo = set.DEMO === undefined ? set.DATABASE_URL === undefined : set.DEMO === 'true'
  if (!demo && set.EMERGENCY_CHECKED_ON === undefined)
    faults.push({
      key: 'EMERGENCY_CHECKED_ON',
      expected: 'the day on which somebody last checked the emergency numbers, as 2026-11-22',
    })
  if (!demo && set.PUBLIC_URL === undefined)
    faults.push({ key: 'PUBLIC_URL', expected: 'the address at which people reach this installation' })
  if (Number(set.GUARD_MINUTES ?? 10) >= Number(set.BOOKING_NOTICE_MINUTES ?? 15))
    faults.push({
      key: 'GUARD_MINUTES',
      expected: 'less than BOOKING_NOTICE_MINUTES, or a call could run into a session just booked',
    })
  return faults
}

/** Everything that an installation can set, read once at start. */
export type Config = ReturnType<typeof readConfig>

/** A wrong environment: every wrong key at once, each with what it should be. */
export class WrongEnvironment extends Error {
  override name = 'WrongEnvironment'
  constructor(readonly faults: { key: string; expected: string }[]) {
    super(`wrong environment: ${faults.map(fault => `${fault.key} (${fault.expected})`).join('; ')}`)
  }
}

/** Reads the environment, or a Worker's bindings; throws `WrongEnvironment` naming every wrong key. */
export function readConfig(env: Record<string, unknown>) {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => typeof value === 'string' && value.trim() !== ''),
  )
  const read = environment.safeParse(set)
  const alone = (read.error?.issues ?? []).map(issue => ({
    key: String(issue.path[0]),
    expected: issue.message,
  }))
  const faults = [...alone, ...faultsBetween(set)]
  if (!read.success || faults.length > 0) throw new WrongEnvironment(onceEach(faults))
  const given = read.data
  const demo = given.DEMO ?? !given.DATABASE_URL
  const lines = given.LINES.length > 0 || !demo ? given.LINES : ['main:demo-line']
  return {
    ...given,
    DEMO: demo,
    PHONE_ONLY_SHARE: given.PHONE_ONLY_SHARE ?? (demo ? 0 : 20),
    LOG_REQUESTS: given.LOG_REQUESTS ?? !demo,
    KEY_FILE: given.KEY_FILE ?? `${given.DATA_DIR.replace(/\/+$/, '')}-keys.json`,
    PUBLIC_URL: (given.PUBLIC_URL ?? `http://localhost:${given.PORT}`).replace(/\/+$/, ''),
    HOTLINE_NUMBER: given.HOTLINE_NUMBER ?? (given.EMERGENCY_NUMBERS[0] as string),
    EMERGENCY_CHECKED_ON: given.EMERGENCY_CHECKED_ON ?? '2026-11-01',
    LINES: Object.fromEntries(lines.map(pair => pair.split(':') as [string, string])),
    LINE_PARTNERS: Object.fromEntries(given.LINE_PARTNERS.map(pair => pair.split(':') as [string, string])),
    PROVINCE_NUMBER: given.PROVINCE_NUMBER === 'none' ? undefined : given.PROVINCE_NUMBER,
  }
}

/** The configuration of this Node process; `over` is what its command line says instead of the environment. */
export function processConfig(over: Record<string, string> = {}) {
  return readConfig({ ...process.env, ...over })
}

/** The page language of this process, from LC_ALL, LC_MESSAGES or LANG; English where they name none of ours. */
export function processLocale(): PageLocale {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const name = (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase()
  if (/^zh_(tw|hk|mo)|^zh_hant/.test(name)) return 'zh-Hant'
  return name.startsWith('zh') ? 'zh-Hans' : 'en'
}

function onceEach(faults: { key: string; expected: string }[]) {
  return [...new Map(faults.map(fault => [fault.key, fault])).values()]
}
