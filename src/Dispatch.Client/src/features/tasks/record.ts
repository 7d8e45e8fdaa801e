import type { QuietHours } from '@/shared/api/types'

/** Hours for one to five stars: 志愿服务记录办法 (Ministry of Civil Affairs, 2012). */
const starHours: readonly number[] = [100, 300, 600, 1000, 1500]

export interface Stars {
  stars: number
  hours: number
  /** Hours still missing for the next star; null with five. */
  toNext: number | null
  /** Share of the way from this star to the next, 0..1. */
  share: number
}

export function starsOf(minutes: number): Stars {
  const hours = minutes / 60
  const stars = starHours.filter((needed) => hours >= needed).length
  const next = starHours[stars]
  const from = starHours[stars - 1] ?? 0
  return next === undefined
    ? { stars, hours, toNext: null, share: 1 }
    : { stars, hours, toNext: Math.ceil(next - hours), share: (hours - from) / (next - from) }
}

export type CertificateStanding = 'open' | 'valid' | 'soon' | 'expired'

/** A certificate's end is exclusive; within 30 days of it the person is reminded. */
export function certificate(validUntil: string | null | undefined, now: number): CertificateStanding {
  if (!validUntil) return 'open'
  const end = Date.parse(validUntil)
  if (now >= end) return 'expired'
  return end - now <= 30 * 86_400_000 ? 'soon' : 'valid'
}

/** Whether a local minute of the day lies in quiet hours, which may wrap midnight. */
export function isQuiet(quiet: QuietHours | null | undefined, minute: number): boolean {
  if (!quiet || quiet.fromMinute === quiet.toMinute) return false
  return quiet.fromMinute < quiet.toMinute
    ? minute >= quiet.fromMinute && minute < quiet.toMinute
    : minute >= quiet.fromMinute || minute < quiet.toMinute
}

/** `22:00` of a minute of the day. */
export function dayTime(minute: number): string {
  const bound = ((minute % 1440) + 1440) % 1440
  return `${String(Math.floor(bound / 60)).padStart(2, '0')}:${String(bound % 60).padStart(2, '0')}`
}

/** The minute of the local day that a clock in the zone shows. */
export function localMinute(at: number, zone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', hour: 'numeric', minute: 'numeric' }).formatToParts(at)
  const part = (type: string) => Number(parts.find((item) => item.type === type)?.value ?? 0)
  return part('hour') * 60 + part('minute')
}
