import type { DutyGap, DutyPart, DutyShift } from '@/shared/api/dutyTypes'
import { wallTime } from '@/shared/time/zone'

export const parts: readonly DutyPart[] = ['Primary', 'Secondary', 'Lead', 'Expert']

/** A day such as 2026-03-02 so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** The day on the wall at a moment. */
export function dayAt(zone: string, at: number): string {
  return wallTime(zone, at).slice(0, 10)
}

/** A minute of the day as 08:00; the end of the day as 24:00. */
export function hourText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

export function holder(shift: DutyShift, part: DutyPart): string | null {
  return { Primary: shift.primary, Secondary: shift.secondary, Lead: shift.lead, Expert: shift.expert }[part]
}

/** The place that somebody has in a shift; the first of several. */
export function partOf(shift: DutyShift, account: string): DutyPart | null {
  return parts.find((part) => holder(shift, part) === account) ?? null
}

/** Whether somebody may say that it is at work: an hour before the start until the end, and nobody of more right has said so. */
export function mayBegin(shift: DutyShift, account: string, now: number): boolean {
  const part = partOf(shift, account)
  return (
    (part === 'Primary' || part === 'Secondary') &&
    now >= Date.parse(shift.from) - 3_600_000 &&
    now < Date.parse(shift.to) &&
    shift.begunBy !== account &&
    shift.begunBy !== shift.primary
  )
}

export interface DutyDay {
  day: string
  shifts: DutyShift[]
  gaps: DutyGap[]
}

/** The shifts of each day by their start, and the gaps that touch it. */
export function daysOf(from: string, count: number, zone: string, shifts: readonly DutyShift[], gaps: readonly DutyGap[]): DutyDay[] {
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(from, index)
    return {
      day,
      shifts: shifts.filter((shift) => shift.day === day),
      gaps: gaps.filter((gap) => dayAt(zone, Date.parse(gap.from)) <= day && dayAt(zone, Date.parse(gap.to) - 1) >= day),
    }
  })
}

/** The hours of a gap within one day. */
export function gapText(gap: DutyGap, day: string, zone: string): string {
  const [from, to] = [wallTime(zone, Date.parse(gap.from)), wallTime(zone, Date.parse(gap.to))]
  return `${from.slice(0, 10) < day ? '00:00' : from.slice(11)}–${to.slice(0, 10) > day ? '24:00' : to.slice(11)}`
}
