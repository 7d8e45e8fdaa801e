/** Writes 75 s as 1:15, 3,700 s as 1:01:40, and beyond a day as days, hours and minutes. The sign is kept. */
export function clockText(totalSeconds: number, dayMark = 'd'): string {
  const sign = totalSeconds < 0 ? '−' : ''
  const seconds = Math.abs(Math.trunc(totalSeconds))
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3_600)
  const minutes = Math.floor((seconds % 3_600) / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  if (days > 0) return `${sign}${days}${dayMark} ${two(hours)}:${two(minutes)}`
  if (hours > 0) return `${sign}${hours}:${two(minutes)}:${two(seconds % 60)}`
  return `${sign}${minutes}:${two(seconds % 60)}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: string, zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone ?? ''} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, { ...options, timeZone: zone, hourCycle: 'h23' })
  formats.set(key, made)
  return made
}

/** Hours and minutes in the station's zone. */
export function timeText(at: string, language: string, zone?: string): string {
  return format(language, zone, { hour: '2-digit', minute: '2-digit' }).format(Date.parse(at))
}

/** Hours, minutes and seconds in the station's zone. */
export function preciseTimeText(at: string | number, language: string, zone?: string): string {
  const ms = typeof at === 'number' ? at : Date.parse(at)
  return format(language, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms)
}

/** Time alone on the same local day as `nowMs`, day and time otherwise. */
export function dayTimeText(at: string, nowMs: number, language: string, zone?: string): string {
  const day = format(language, zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
  return day.format(Date.parse(at)) === day.format(nowMs)
    ? timeText(at, language, zone)
    : format(language, zone, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(Date.parse(at))
}

/** A day such as 11月21日 or Nov 21 in the station's zone. */
export function dayText(at: string, language: string, zone?: string): string {
  return format(language, zone, { month: 'short', day: 'numeric', weekday: 'short' }).format(Date.parse(at))
}

/** A day with its year. */
export function dateText(at: string, language: string, zone?: string): string {
  return format(language, zone, { year: 'numeric', month: 'short', day: 'numeric' }).format(Date.parse(at))
}

/** Month, day, hours and minutes. */
export function dateTimeText(at: string, language: string, zone?: string): string {
  return format(language, zone, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(Date.parse(at))
}

/** Metres below a kilometre, kilometres above. */
export function distanceText(metres: number): string {
  return metres < 1_000 ? `${Math.round(metres)} m` : `${(metres / 1_000).toFixed(metres < 10_000 ? 1 : 0)} km`
}
