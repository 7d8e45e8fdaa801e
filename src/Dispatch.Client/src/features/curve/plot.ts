import type { CurveEvent, CurvePoint, CurveView } from '@/shared/api/curveTypes'

/** Where a curve's parts stand in a drawing; everything that cannot be known has no place in it. */
export interface Plot {
  height: number
  curve: string
  upper: string
  lower: string
  dots: { x: number; y: number; point: CurvePoint }[]
  /** Weeks of which the number is hidden. */
  gaps: { x: number; y: number; week: string }[]
  alarms: { x: number; y: number; week: string }[]
  events: { x: number; event: CurveEvent }[]
  lines: { value: number; y: number }[]
  weeks: { x: number; week: string }[]
  left: number
  right: number
  bottom: number
}

const left = 40
const right = 12
const top = 22
const bottom = 24
const labelWidth = 74
const dayMs = 86_400_000

/** Values of an axis from nothing to at least the greatest. */
export function steps(most: number): number[] {
  if (most <= 0) return [0, 1]
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, n) => Number((n * step).toPrecision(6)))
}

/** The last weeks of a curve in a drawing of a width. */
export function plotOf(view: CurveView, weeks: number, width: number, height = 230): Plot {
  const points = view.points.slice(-weeks)
  const most = Math.max(0, ...points.flatMap((point) => [point.rate, point.smoothed, point.upper]).map((value) => value ?? 0))
  const values = steps(most)
  const greatest = values[values.length - 1] ?? 1
  const inner = { width: width - left - right, height: height - top - bottom }
  const pace = inner.width / Math.max(1, points.length)
  const x = (index: number): number => left + (index + 0.5) * pace
  const y = (value: number): number => top + inner.height * (1 - value / greatest)
  const every = Math.max(1, Math.ceil(labelWidth / pace))
  const path = (of: (point: CurvePoint) => number | null): string =>
    points
      .map((point, index) => {
        const value = of(point)
        const goesOn = index > 0 && of(points[index - 1]!) !== null
        return value === null ? '' : `${goesOn ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
      })
      .join('')
  const first = points[0] ? Date.parse(points[0].week) : 0
  return {
    height,
    curve: path((point) => point.smoothed),
    upper: path((point) => point.upper),
    lower: path((point) => point.lower),
    dots: points.flatMap((point, index) => (point.rate === null ? [] : [{ x: x(index), y: y(point.rate), point }])),
    gaps: points.flatMap((point, index) => (point.people === null ? [{ x: x(index), y: y(0), week: point.week }] : [])),
    alarms: points.flatMap((point, index) => (point.alarm ? [{ x: x(index), y: y(point.smoothed ?? 0), week: point.week }] : [])),
    events: view.events
      .map((event) => ({ x: left + ((Date.parse(event.day) - first) / (7 * dayMs)) * pace, event }))
      .filter((mark) => mark.x >= left && mark.x <= width - right),
    lines: values.map((value) => ({ value, y: y(value) })),
    weeks: points.flatMap((point, index) => (index % every === 0 && x(index) < width - labelWidth / 2 ? [{ x: x(index), week: point.week }] : [])),
    left,
    right: width - right,
    bottom: height - bottom,
  }
}

/** How a curve stands in its last week. */
export function stateOf(view: CurveView, baselineWeeks: number): 'none' | 'learning' | 'above' | 'within' {
  const last = view.points[view.points.length - 1]
  if (!last) return 'none'
  if (last.smoothed === null || view.points.length <= baselineWeeks) return view.points.some((point) => point.smoothed !== null) ? 'within' : 'learning'
  return last.above ? 'above' : 'within'
}
