import { expect, test } from 'vitest'
import type { StaffCallRow } from '@/shared/api/incidentTypes'
import { reached } from './words'

const called: StaffCallRow = { account: 'c1', role: 'Counsellor', round: 1, calledAt: '', seenAt: null, comingAt: null, arrivedAt: null, cannotAt: null }

test.each<[Partial<StaffCallRow>, string]>([
  [{}, 'called'],
  [{ seenAt: '1' }, 'seen'],
  [{ seenAt: '1', comingAt: '2' }, 'coming'],
  [{ seenAt: '1', comingAt: '2', arrivedAt: '3' }, 'arrived'],
  [{ seenAt: '1', cannotAt: '2' }, 'cannot'],
])('Reached_%o_Is%s', (changes, expected) => {
  expect(reached({ ...called, ...changes })).toBe(expected)
})
