import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type CalendarTime, calendarFile } from '../../src/outside/calendar.ts'

const time: CalendarTime = {
  uid: 'b7c1@example.org',
  startsAt: new Date('2026-12-01T20:00:00+08:00'),
  endsAt: new Date('2026-12-01T20:50:00+08:00'),
  summary: '您的时间',
  description: '想查看或更改，请打开 https://example.org/zh/b ，输入您的接续码。',
  canceled: false,
  sequence: 2,
  stamp: new Date('2026-11-20T01:02:03Z'),
  organizer: { name: '您的时间', address: 'time@example.org' },
  attendee: 'li.na@example.net',
}

function read(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content))
  const component = calendar.getFirstSubcomponent('vevent')!
  return { calendar, component, event: new ICAL.Event(component) }
}

describe('a calendar file', () => {
  it('names the very instants, in UTC, whatever the zone of the machine', () => {
    const { event } = read(calendarFile(time).content)
    expect(event.startDate.toJSDate()).toEqual(time.startsAt)
    expect(event.endDate.toJSDate()).toEqual(time.endsAt)
    expect(event.startDate.toICALString()).toBe('20261201T120000Z')
  })

  it('carries its title, its way to change it, its sequence and its sender', () => {
    const { calendar, component, event } = read(calendarFile(time).content)
    expect(event.summary).toBe('您的时间')
    expect(event.description).toBe(time.description)
    expect(event.uid).toBe('b7c1@example.org')
    expect(event.sequence).toBe(2)
    expect(component.getFirstPropertyValue('organizer')).toBe('mailto:time@example.org')
    expect(component.getFirstPropertyValue('attendee')).toBe('MAILTO:li.na@example.net')
    expect(String(component.getFirstPropertyValue('dtstamp'))).toBe('2026-11-20T01:02:03Z')
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED')
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  })

  it('takes the time back under the same uid when it is canceled', () => {
    const file = calendarFile({ ...time, canceled: true, sequence: 3 })
    const { calendar, component, event } = read(file.content)
    expect(file.method).toBe('CANCEL')
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL')
    expect(component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(event.uid).toBe('b7c1@example.org')
    expect(event.sequence).toBe(3)
  })

  it('cannot be broken open by what is written into it', () => {
    const { calendar, event } = read(calendarFile({ ...time, summary: 'a\r\nEND:VEVENT\r\nb;c,d\\' }).content)
    expect(calendar.getAllSubcomponents()).toHaveLength(1)
    expect(event.summary).toContain('END:VEVENT')
  })

  it('says nothing of what the time is for, and does not name the program', () => {
    expect(calendarFile(time).content).not.toMatch(/heartline|心线|心線|counsel|hotline|咨询|心理|sebbo/i)
  })
})
