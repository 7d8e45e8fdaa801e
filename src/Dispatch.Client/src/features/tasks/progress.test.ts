import { expect, test } from 'vitest'
import type { TaskView } from '@/shared/api/types'
import { callLink, coarse, distanceWords, mapLink, nextStep, openTasks } from './progress'

test.each([
  ['Accepted', false, 'enRoute'],
  ['Accepted', true, 'onSite'],
  ['EnRoute', false, 'onSite'],
  ['OnSite', true, 'completed'],
  ['Completed', false, null],
  ['HandedBack', false, null],
  ['NoShow', false, null],
  ['Withdrawn', false, null],
] as const)('NextStep_%s remote %s_Is %s', (state, remote, step) => {
  expect(nextStep({ state, remote })).toBe(step)
})

test('Tasks_StillOpen_StartWithTheSoonest', () => {
  const task = (requestId: string, startsAt: string, state: TaskView['state'] = 'Accepted') => ({ requestId, startsAt, state, remote: false }) as TaskView
  const open = openTasks([task('b', '2026-05-01T03:00:00Z'), task('a', '2026-05-01T03:00:00Z'), task('c', '2026-05-01T02:00:00Z'), task('d', '2026-05-01T01:00:00Z', 'Completed')])
  expect(open.map((item) => item.requestId)).toEqual(['c', 'a', 'b'])
})

test.each([
  [3, 'metres', '10'],
  [344, 'metres', '340'],
  [994, 'metres', '990'],
  [995, 'kilometres', '1.0'],
  [1000, 'kilometres', '1.0'],
  [9949, 'kilometres', '9.9'],
  [10_000, 'kilometres', '10'],
])('Distance_%i m_IsSaidAsPeopleDo', (metres, key, n) => {
  expect(distanceWords(metres)).toEqual({ key, n })
})

test('Contact_ThatCanBeDialled_BecomesALinkAndAnythingElseDoesNot', () => {
  expect(callLink('0898 0000-0000')).toBe('tel:089800000000')
  expect(callLink('＋86 (0)755 000')).toBe('tel:+860755000')
  expect(callLink('微信 abc')).toBeNull()
})

test('Position_OfAResponder_IsToldToAboutAKilometreOnly', () => {
  expect(coarse({ lat: 18.26789, lon: 109.52345 })).toEqual({ lat: 18.27, lon: 109.52 })
})

test('Map_Link_OpensThePhonesOwnMap', () => {
  expect(mapLink({ lat: 18.2, lon: 109.5 })).toBe('geo:18.2,109.5?q=18.2,109.5')
})
