import { ticks, type Matrix } from './insight'

/** One colour of a chart; `undefined` as key: everything that has no colour of its own. */
export interface Series {
  key: string | null | undefined
  tone: string
  of: (string | null)[]
}

export interface Part {
  key: string | null | undefined
  tone: string
  value: number
  x: number
  y: number
  width: number
  height: number
}

export interface Bar {
  row: string | null
  value: number
  parts: Part[]
  labelled: boolean
  labelX: number
  labelY: number
  valueX: number
}

export interface AxisLine {
  value: number
  x1: number
  x2: number
  y1: number
  y2: number
  labelX: number
  labelY: number
}

interface Room {
  isTime: boolean
  width: number
  height: number
}

export const chartHeight = 260
const mostSeries = 5
const mostRows = 24
const rowHeight = 44
const left = 52
const bottom = 26
const top = 10
const labelWidth = 44
const levels: Record<string, string> = { general: 'general', serious: 'serious', highRisk: 'high' }

/** The greatest columns have a colour each, the others share the last. */
export function seriesOf(matrix: Matrix, facet: string): Series[] {
  const columns = matrix.columns
  if (facet === 'level') return columns.map((key) => ({ key, tone: levels[key ?? ''] ?? 'rest', of: [key] }))
  const own = columns.slice(0, columns.length > mostSeries ? mostSeries - 1 : mostSeries).map((key, place) => ({ key, tone: String(place + 1), of: [key] }))
  const rest = columns.slice(own.length)
  return rest.length > 0 ? [...own, { key: undefined, tone: 'rest', of: rest }] : own
}

/** Bars with their places: upright over time, lying for everything else. */
export function barsOf(matrix: Matrix, series: Series[], room: Room): { bars: Bar[]; lines: AxisLine[]; height: number } {
  const rows = room.isTime ? matrix.rows : matrix.rows.slice(0, mostRows)
  const most = Math.max(0, ...rows.map((row) => matrix.rowTotal(row) ?? 0))
  const steps = ticks(most)
  const greatest = steps[steps.length - 1] ?? 1
  return room.isTime ? upright(matrix, rows, series, steps, greatest, room) : lying(matrix, rows, series, greatest, room)
}

function partsOf(matrix: Matrix, row: string | null, series: Series[]): { key: string | null | undefined; tone: string; value: number }[] {
  return series
    .map((one) => ({ key: one.key, tone: one.tone, value: one.of.reduce<number>((sum, column) => sum + (matrix.cell(row, column)?.value ?? 0), 0) }))
    .filter((part) => part.value > 0)
}

function upright(matrix: Matrix, rows: (string | null)[], series: Series[], steps: number[], most: number, room: Room) {
  const inner = { width: room.width - left - 8, height: room.height - top - bottom }
  const step = inner.width / Math.max(1, rows.length)
  const thick = Math.max(1, Math.min(46, step * 0.72))
  const every = Math.max(1, Math.ceil(labelWidth / step))
  const scale = inner.height / most
  const bars = rows.map((row, place): Bar => {
    const x = left + place * step + (step - thick) / 2
    let y = top + inner.height
    const parts = partsOf(matrix, row, series).map((part) => {
      const height = Math.max(1, part.value * scale)
      y -= height
      return { ...part, x, y, width: thick, height: Math.max(1, height - 1) }
    })
    return { row, value: matrix.rowTotal(row) ?? 0, parts, labelled: place % every === 0, labelX: x + thick / 2, labelY: room.height - 8, valueX: 0 }
  })
  const lines = steps.map((value): AxisLine => {
    const y = top + inner.height - value * scale
    return { value, x1: left, x2: room.width - 8, y1: y, y2: y, labelX: left - 8, labelY: y + 4 }
  })
  return { bars, lines, height: room.height }
}

function lying(matrix: Matrix, rows: (string | null)[], series: Series[], most: number, room: Room) {
  const length = room.width - 76
  const bars = rows.map((row, place): Bar => {
    let x = 0
    const y = place * rowHeight + 20
    const parts = partsOf(matrix, row, series).map((part) => {
      const width = Math.max(1, (part.value / most) * length)
      const at = x
      x += width
      return { ...part, x: at, y, width: Math.max(1, width - 1), height: 16 }
    })
    return { row, value: matrix.rowTotal(row) ?? 0, parts, labelled: true, labelX: 0, labelY: y - 5, valueX: x + 6 }
  })
  // The number stands behind its bar, on the bar's own line.
  return { bars, lines: [], height: Math.max(1, rows.length) * rowHeight + 4 }
}
