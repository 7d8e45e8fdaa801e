import { wallTime } from '@/shared/time/zone'

export { momentOf, wallTime, type WallTime } from '@/shared/time/zone'

const minute = 60_000

/** The next full half hour, at least `least` minutes ahead. */
export function nextHalfHour(now: number, least: number): number {
  const step = 30 * minute
  return Math.ceil((now + least * minute) / step) * step
}

const lastToday = '21:00'

/** Half hours left of the local day, from 30 minutes ahead until 21:00. */
export function laterToday(zone: string, now: number): number[] {
  const today = wallTime(zone, now).slice(0, 10)
  const times: number[] = []
  for (let at = nextHalfHour(now, 30); wallTime(zone, at) <= `${today}T${lastToday}`; at += 30 * minute) times.push(at)
  return times
}
