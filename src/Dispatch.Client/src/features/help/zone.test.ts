import { expect, test } from 'vitest'
import { laterToday, momentOf, nextHalfHour, wallTime } from './zone'

const sanya = 'Asia/Shanghai'
const at = Date.parse('2026-05-01T06:10:00Z')

test('WallTime_InTheStationsZone_ShowsItsClock', () => {
  expect(wallTime(sanya, at)).toBe('2026-05-01T14:10')
})

test('Moment_OfAWallTime_IsReadInTheStationsZone', () => {
  expect(momentOf(sanya, '2026-05-01T14:10')).toBe(at)
  expect(momentOf('Europe/Berlin', '2026-05-01T08:10')).toBe(at)
  expect(momentOf(sanya, '')).toBeNaN()
})

test('Moment_BesideAChangeOfSummerTime_GoesThereAndBack', () => {
  for (const wall of ['2026-03-29T01:59', '2026-03-29T03:01', '2026-10-25T03:30']) {
    expect(wallTime('Europe/Berlin', momentOf('Europe/Berlin', wall))).toBe(wall)
  }
})

test('NextHalfHour_AlreadyOnIt_Stays', () => {
  const full = Date.parse('2026-05-01T06:30:00Z')
  expect(nextHalfHour(full, 0)).toBe(full)
  expect(nextHalfHour(full + 1, 0)).toBe(full + 30 * 60_000)
})

test('LaterToday_WhateverTheHour_OffersTheRestOfTheDayUntilNine', () => {
  const hours = (now: string) => laterToday(sanya, Date.parse(now)).map((time) => wallTime(sanya, time).slice(11))
  expect(hours('2026-05-01T12:10:00Z')).toEqual(['21:00'])
  expect(hours('2026-05-01T12:40:00Z')).toEqual([])
  expect(hours('2026-05-01T15:40:00Z')).toEqual([])
  expect(hours('2026-04-30T23:00:00Z').at(0)).toBe('07:30')
  expect(hours('2026-04-30T23:00:00Z').at(-1)).toBe('21:00')
})
