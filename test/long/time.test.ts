import { expect, test } from 'vitest'
import { clockChangesByIntl, expectBothExpansionsToAgree } from '../domain/clock-changes.ts'

const firstYear = 2020
const lastYear = 2037
const zones = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/El_Aaiun',
  'Africa/Juba',
  'America/Asuncion',
  'America/Chicago',
  'America/Denver',
  'America/Halifax',
  'America/Havana',
  'America/Los_Angeles',
  'America/Mexico_City',
  'America/Miquelon',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'America/Scoresbysund',
  'America/St_Johns',
  'America/Tijuana',
  'Antarctica/Troll',
  'Asia/Almaty',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Damascus',
  'Asia/Gaza',
  'Asia/Hong_Kong',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Shanghai',
  'Asia/Tehran',
  'Atlantic/Azores',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
]

test('forty zones are looked at', () => {
  expect(new Set(zones).size).toBe(40)
})

test.each(zones)(
  `every clock change of %s from ${firstYear} to ${lastYear} is expanded alike twice`,
  zone => {
    const changes = clockChangesByIntl(zone, Date.UTC(firstYear, 0), Date.UTC(lastYear + 1, 0))
    for (const around of [...changes, Date.UTC(2026, 10, 22)]) expectBothExpansionsToAgree(around, zone)
  },
)
