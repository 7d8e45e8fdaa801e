import { expect, test } from 'vitest'
import { nextSteps, reached } from './steps'

const none = { acknowledgedAt: null, onTheWayAt: null, arrivedAt: null, backAt: null }
const at = '2026-01-07T04:00:00Z'

test.each([
  [none, true, ['Acknowledged', 'Cannot']],
  [{ ...none, acknowledgedAt: at }, true, ['OnTheWay', 'Cannot']],
  [{ ...none, acknowledgedAt: at, onTheWayAt: at }, true, ['Arrived', 'CheckIn', 'Back']],
  [{ ...none, acknowledgedAt: at, onTheWayAt: at, arrivedAt: at }, true, ['CheckIn', 'Back']],
  [{ ...none, acknowledgedAt: at, onTheWayAt: at }, false, ['CheckIn', 'Back']],
  [{ ...none, acknowledgedAt: at }, false, []],
])('Steps_OfSomebodyCalled_AreThoseThatCanBeSaidNext', (progress, open, steps) => {
  expect(nextSteps(progress, open)).toEqual(steps)
})

test('Reached_ByALineOfTheMatrix_IsTheLastStep', () => {
  expect(reached({ ...none, deliveredAt: null, seenAt: null })).toEqual(['paged', null])
  expect(reached({ ...none, acknowledgedAt: at, onTheWayAt: at, seenAt: at })).toEqual(['onTheWay', at])
  expect(reached({ ...none, seenAt: at, cannotAt: at })).toEqual(['cannot', at])
})
