import { describe, expect, test } from 'vitest'
import type { CurvePoint, CurveView } from '@/shared/api/curveTypes'
import { plotOf, stateOf, steps } from './plot'

function point(index: number, some: Partial<CurvePoint> = {}): CurvePoint {
  const week = new Date(Date.UTC(2026, 0, 5) + index * 7 * 86_400_000).toISOString().slice(0, 10)
  return { week, population: 1000, people: 8, rate: 8, smoothed: null, upper: null, lower: null, above: false, alarm: false, ...some }
}

function view(points: CurvePoint[]): CurveView {
  return { area: 'a', measure: 'Raised', points, events: [] }
}

describe('the drawing of a curve', () => {
  test('a hidden week has a gap and no dot', () => {
    const plot = plotOf(view([point(0), point(1, { people: null, rate: null }), point(2)]), 52, 400)

    expect(plot.dots.map((dot) => dot.point.week)).toEqual(['2026-01-05', '2026-01-19'])
    expect(plot.gaps.map((gap) => gap.week)).toEqual(['2026-01-12'])
  })

  test('the line begins with the first week that has one, and again after a break', () => {
    const line = { smoothed: 8, upper: 9, lower: 7 }
    const plot = plotOf(view([point(0), point(1, line), point(2, line), point(3), point(4, line)]), 52, 400)

    expect(plot.curve.match(/M/g)).toHaveLength(2)
    expect(plot.curve.match(/L/g)).toHaveLength(1)
  })

  test('events stand in their week, and those before the weeks shown nowhere', () => {
    const shown: CurveView = { ...view([0, 1, 2, 3].map((index) => point(index))), events: [{ day: '2026-01-06', kind: 'Campaign', words: '', number: 1 }, { day: '2026-01-21', kind: 'Incident', words: '', number: 2 }] }

    expect(plotOf(shown, 52, 400).events.map((mark) => mark.event.number)).toEqual([1, 2])
    expect(plotOf(shown, 2, 400).events.map((mark) => mark.event.number)).toEqual([2])
  })

  test('nothing is drawn outside of its frame', () => {
    const plot = plotOf(view(Array.from({ length: 156 }, (_, index) => point(index, { rate: index, smoothed: index, upper: 2 * index, lower: 0 }))), 156, 320)

    for (const dot of plot.dots) {
      expect(dot.x).toBeGreaterThanOrEqual(plot.left)
      expect(dot.x).toBeLessThanOrEqual(plot.right)
      expect(dot.y).toBeLessThanOrEqual(plot.bottom)
    }
  })

  test('an axis reaches its greatest value', () => {
    for (const most of [0.02, 0.9, 3.3, 47, 1000]) expect(steps(most).at(-1)).toBeGreaterThanOrEqual(most)
    expect(steps(0)).toEqual([0, 1])
  })

  test('a curve without limits is still being learned', () => {
    expect(stateOf(view([]), 26)).toBe('none')
    expect(stateOf(view([point(0)]), 26)).toBe('learning')
    expect(stateOf(view(Array.from({ length: 30 }, (_, index) => point(index, { smoothed: 8, upper: 9, lower: 7, above: index === 29 }))), 26)).toBe('above')
  })
})
