/** A wall-clock time such as `2026-05-01T14:30`, without a zone. */
export type WallTime = string

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
