import { expect, test } from 'vitest'
import type { DutyGap, DutyShift } from '@/shared/api/dutyTypes'
import { addDays, daysOf, gapText, hourText, mayBegin, mondayOf, partOf } from './duty'

const shift: DutyShift = {
  id: 's1', day: '2026-03-02', fromMinute: 480, toMinute: 960, from: '2026-03-02T00:00:00Z', to: '2026-03-02T08:00:00Z', primary: 'c1', secondary: 'c2',
  lead: null, expert: null, begunBy: null, begunAt: null, soonAt: null, missingAt: null, climbedAt: null, plannedAt: null,
}
const gap: DutyGap = { kind: 'NoSecondary', from: '2026-03-02T08:00:00Z', to: '2026-03-03T00:00:00Z', account: null }

test('Days_OverAMonthsEndAndALeapDay_FollowEachOther', () => {
  expect([addDays('2028-02-28', 1), addDays('2028-02-28', 2), addDays('2026-12-31', 1)]).toEqual(['2028-02-29', '2028-03-01', '2027-01-01'])
  expect([mondayOf('2026-03-02'), mondayOf('2026-03-08'), mondayOf('2026-03-01')]).toEqual(['2026-03-02', '2026-03-02', '2026-02-23'])
})

test('Gap_OverMidnight_StandsOnBothDaysWithTheirHours', () => {
  const days = daysOf('2026-03-02', 3, 'Asia/Shanghai', [shift], [gap])
  expect(days.map((each) => [each.shifts.length, each.gaps.length])).toEqual([[1, 1], [0, 1], [0, 0]])
  expect([gapText(gap, '2026-03-02', 'Asia/Shanghai'), gapText(gap, '2026-03-03', 'Asia/Shanghai')]).toEqual(['16:00–24:00', '00:00–08:00'])
})

test('Begin_ByWhoIsInIt_IsOfferedFromAnHourBeforeUntilTheFirstIsThere', () => {
  const start = Date.parse(shift.from)
  expect([mayBegin(shift, 'c1', start - 3_600_001), mayBegin(shift, 'c1', start - 3_600_000), mayBegin(shift, 'c3', start)]).toEqual([false, true, false])
  expect(mayBegin({ ...shift, begunBy: 'c2' }, 'c1', start)).toBe(true)
  expect(mayBegin({ ...shift, begunBy: 'c1' }, 'c2', start)).toBe(false)
  expect([partOf(shift, 'c2'), partOf(shift, 'c9'), hourText(1_440), hourText(485)]).toEqual(['Secondary', null, '24:00', '08:05'])
})
