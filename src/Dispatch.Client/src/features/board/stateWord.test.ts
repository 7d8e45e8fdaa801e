import { expect, test } from 'vitest'
import type { AssignmentState, RequestAssignment } from '@/shared/api/types'
import { aRow, noonPlus } from './samples'
import { stateWord } from './stateWord'

const having = (state: AssignmentState): RequestAssignment => ({
  responderId: 'c1', name: 'c1', kind: 'Counsellor', state, lead: true, acceptedAt: noonPlus(0), deadline: null,
})

test.each([
  ['nobody found', aRow('r', { state: 'Unfilled' }), 'Unfilled'],
  ['one of two is coming', aRow('r', { state: 'Unfilled', assignments: [having('EnRoute')] }), 'Partly'],
  ['the resident says it was not kept', aRow('r', { state: 'Unfilled', notKept: true }), 'NotKept'],
  ['still looking, one is coming', aRow('r', { state: 'Matching', assignments: [having('Accepted')] }), 'Matching'],
  ['an incident keeps it waiting', aRow('r', { pausedAt: noonPlus(0) }), 'Paused'],
  ['an incident runs, an offer is out', aRow('r', { state: 'Offered', offersOpen: 1, pausedAt: noonPlus(0) }), 'Offered'],
])('State_%s', (_situation, row, word) => {
  expect(stateWord(row)).toBe(word)
})
