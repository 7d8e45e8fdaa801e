import { expect, test } from 'vitest'
import { certificate, dayTime, isQuiet, localMinute, starsOf } from './record'

test.each([
  [0, 0, 100],
  [99 * 60 + 59, 0, 1],
  [100 * 60, 1, 200],
  [300 * 60, 2, 300],
  [1499 * 60, 4, 1],
  [1500 * 60, 5, null],
])('Stars_After %i minutes', (minutes, stars, toNext) => {
  expect(starsOf(minutes)).toMatchObject({ stars, toNext })
})

test('Stars_TheWayToTheNext_IsAShare', () => {
  expect(starsOf(200 * 60).share).toBeCloseTo(0.5)
  expect(starsOf(5000 * 60).share).toBe(1)
})

test('Certificate_AroundItsEnd_IsRemindedThenExpired', () => {
  const end = '2026-06-01T00:00:00Z'
  const at = Date.parse(end)
  expect(certificate(null, at)).toBe('open')
  expect(certificate(end, at - 31 * 86_400_000)).toBe('valid')
  expect(certificate(end, at - 30 * 86_400_000)).toBe('soon')
  expect(certificate(end, at - 1)).toBe('soon')
  expect(certificate(end, at)).toBe('expired')
})

test.each([
  [1320, 420, 1319, false],
  [1320, 420, 1320, true],
  [1320, 420, 0, true],
  [1320, 420, 419, true],
  [1320, 420, 420, false],
  [60, 120, 90, true],
  [60, 120, 120, false],
  [60, 60, 60, false],
])('Quiet_From %i to %i at %i', (fromMinute, toMinute, minute, quiet) => {
  expect(isQuiet({ fromMinute, toMinute }, minute)).toBe(quiet)
})

test('Quiet_NoneSet_IsNever', () => {
  expect(isQuiet(null, 0)).toBe(false)
})

test('Time_OfTheDay_IsWrittenAndReadInTheStationsZone', () => {
  expect(dayTime(1320)).toBe('22:00')
  expect(dayTime(1440)).toBe('00:00')
  expect(localMinute(Date.parse('2026-05-01T16:05:00Z'), 'Asia/Shanghai')).toBe(5)
})
