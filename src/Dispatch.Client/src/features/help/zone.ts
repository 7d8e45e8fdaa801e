/** A wall-clock time such as `2026-05-01T14:30`, without a zone. */
export type WallTime = string

const minute = 60_000

function partsIn(zone: string, at: number): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
}

/** What a clock on the wall in that zone shows. */
export function wallTime(zone: string, at: number): WallTime {
  const p = partsIn(zone, at)
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`
}

/** The moment at which a clock in that zone shows the time; NaN when it is no time. */
export function momentOf(zone: string, wall: WallTime): number {
  // Engines read strange texts as dates, so the shape is checked first.
  const asUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall) ? Date.parse(`${wall}:00Z`) : Number.NaN
  if (Number.isNaN(asUtc)) return Number.NaN
  // Two rounds settle the offset even beside a change of summer time.
  let at = asUtc
  for (let round = 0; round < 2; round++) at += asUtc - Date.parse(`${wallTime(zone, at)}:00Z`)
  return at
}

/** The next full half hour, at least `least` minutes ahead. */
export function nextHalfHour(now: number, least: number): number {
  const step = 30 * minute
  return Math.ceil((now + least * minute) / step) * step
}

/** Half hours left of the local day, from 30 minutes ahead; at most `most`. */
export function laterToday(zone: string, now: number, most = 12): number[] {
  const today = wallTime(zone, now).slice(0, 10)
  const times: number[] = []
  for (let at = nextHalfHour(now, 30); times.length < most && wallTime(zone, at).startsWith(today); at += 30 * minute) times.push(at)
  return times
}
