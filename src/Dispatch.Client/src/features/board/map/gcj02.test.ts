import { expect, test } from 'vitest'
import { toGcj02 } from './gcj02'

test('Gcj02_InSanya_ShiftsByAFewHundredMetres', () => {
  const shifted = toGcj02({ lat: 18.27, lon: 109.522 })
  const metres = Math.hypot((shifted.lat - 18.27) * 111_000, (shifted.lon - 109.522) * 111_000 * Math.cos((18.27 * Math.PI) / 180))
  expect(metres).toBeGreaterThan(200)
  expect(metres).toBeLessThan(900)
})

test('Gcj02_InBeijing_AgreesWithThePublishedExample', () => {
  const shifted = toGcj02({ lat: 39.90734, lon: 116.39108 })
  expect(shifted.lat).toBeCloseTo(39.90874, 3)
  expect(shifted.lon).toBeCloseTo(116.39732, 3)
})

test('Gcj02_OutsideOfChina_ShiftsNothing', () => {
  expect(toGcj02({ lat: 48.85, lon: 2.35 })).toEqual({ lat: 48.85, lon: 2.35 })
})
