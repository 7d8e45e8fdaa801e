import { wallTime } from '@/shared/time/zone'

/** A day of the station's calendar, `2026-11-02`. */
export type Day = string

export type Span = 'hour' | 'day' | 'week' | 'month'

const dayMs = 86_400_000
const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

export function addDays(day: Day, n: number): Day {
  return dayOf(at(day) + n * dayMs)
}

/** Today by the clock of whoever looks, or of a zone. */
export function today(zone = Intl.DateTimeFormat().resolvedOptions().timeZone): Day {
  return wallTime(zone, Date.now()).slice(0, 10)
}

/** How many days a range has, both included. */
export function daysIn(from: Day, to: Day): number {
  return Math.round((at(to) - at(from)) / dayMs) + 1
}

/** The range of the same length that ends before this one begins. */
export function before(from: Day, to: Day): { from: Day; to: Day } {
  return { from: addDays(from, -daysIn(from, to)), to: addDays(from, -1) }
}

/** The days that a span stands for, no more than are asked for; an hour besides. */
export function spanDays(span: Span, key: string, from: Day, to: Day): { from: Day; to: Day; hour?: number } {
  if (span === 'hour') return { from: key.slice(0, 10), to: key.slice(0, 10), hour: Number(key.slice(11, 13)) }
  if (span === 'day') return { from: key, to: key }
  const first = span === 'week' ? key : `${key}-01`
  const last = span === 'week' ? addDays(key, 6) : addDays(`${addDays(first, 32).slice(0, 7)}-01`, -1)
  return { from: first < from ? from : first, to: last > to ? to : last }
}

/** Every span of a range by its name, also those in which nothing happened. */
export function spansOf(span: Span, from: Day, to: Day): string[] {
  const days = Array.from({ length: daysIn(from, to) }, (_, n) => addDays(from, n))
  const names = days.flatMap((day) => {
    switch (span) {
      case 'hour':
        return Array.from({ length: 24 }, (_, hour) => `${day}T${String(hour).padStart(2, '0')}`)
      case 'day':
        return [day]
      case 'week':
        return [addDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7))]
      case 'month':
        return [day.slice(0, 7)]
    }
  })
  return [...new Set(names)]
}

/** The span by which a range makes a chart that can be read. */
export function readableSpan(from: Day, to: Day): Span {
  const days = daysIn(from, to)
  return days <= 2 ? 'hour' : days <= 45 ? 'day' : days <= 190 ? 'week' : 'month'
}

/** A span as it is called in a language. */
export function spanText(span: Span, key: string, language: string): string {
  const format = (options: Intl.DateTimeFormatOptions, day: Day) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(at(day))
  switch (span) {
    case 'hour':
      return `${format({ month: 'numeric', day: 'numeric' }, key.slice(0, 10))} ${key.slice(11)}:00`
    case 'month':
      return format({ year: 'numeric', month: 'short' }, `${key}-01`)
    default:
      return format({ month: 'short', day: 'numeric' }, key)
  }
}
