import { expect, test } from 'vitest'
import { remaining } from './clock'
import { clockText, dayTimeText, distanceText, timeText } from './format'

test.each([
  [0, '0:00'],
  [75, '1:15'],
  [3_700, '1:01:40'],
  [90_000, '1d 01:00'],
  [-5, '−0:05'],
])('Clock_%d_ReadsAs_%s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text)
})

test.each([
  [-1, 1, false],
  [0, 0, true],
  [1, 0, true],
])('Countdown_%dMsPastTheMoment', (pastMs, seconds, passed) => {
  const at = Date.parse('2026-01-05T12:00:00Z')
  const left = remaining('2026-01-05T12:00:00Z', at + pastMs)
  expect(left?.passed).toBe(passed)
  expect(Math.abs(left?.seconds ?? Number.NaN)).toBe(seconds)
})

test('Time_IsShownInTheStationsZone', () => {
  expect(timeText('2026-01-05T20:05:00Z', 'zh-CN', 'Asia/Shanghai')).toBe('04:05')
})

test('Time_OfAnotherLocalDay_NamesTheDay', () => {
  const now = Date.parse('2026-01-05T20:05:00Z')
  expect(dayTimeText('2026-01-05T20:30:00Z', now, 'en', 'Asia/Shanghai')).toBe('04:30')
  expect(dayTimeText('2026-01-05T15:30:00Z', now, 'en', 'Asia/Shanghai')).toContain('1/5')
})

test('Distance_BelowAKilometre_IsInMetres', () => {
  expect([distanceText(387), distanceText(1_320), distanceText(20_000)]).toEqual(['387 m', '1.3 km', '20 km'])
})
