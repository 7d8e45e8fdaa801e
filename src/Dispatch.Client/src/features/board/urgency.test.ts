import { expect, test } from 'vitest'
import type { BoardRow } from '@/shared/api/types'
import { aRow, noonMs, noonPlus } from './samples'
import { byUrgency, needsHand, nextMoment } from './urgency'

function order(...rows: BoardRow[]): string[] {
  return [...rows].sort(byUrgency(noonMs)).map((row) => row.id)
}

test('Order_OverdueRequest_ComesBeforeAGraverOne', () => {
  expect(order(aRow('grave', { level: 'HighRisk' }), aRow('late', { deadline: noonPlus(-1) }))).toEqual(['late', 'grave'])
})

test('Order_AtTheDeadlineItself_CountsAsOverdue', () => {
  expect(order(aRow('grave', { level: 'HighRisk' }), aRow('due', { deadline: noonPlus(0) }))).toEqual(['due', 'grave'])
})

test('Order_GraverLevel_ComesFirst', () => {
  expect(order(aRow('g'), aRow('s', { level: 'Serious' }), aRow('h', { level: 'HighRisk' }))).toEqual(['h', 's', 'g'])
})

test('Order_WithinALevel_NobodyFoundComesFirstAndInHandsLast', () => {
  const rows = (['Completed', 'Assigned', 'Offered', 'Matching', 'Unfilled'] as const).map((state) => aRow(state, { state }))
  expect(order(...rows)).toEqual(['Unfilled', 'Matching', 'Offered', 'Assigned', 'Completed'])
})

test('Order_WithinAState_TheNearerDeadlineComesFirstAndNoneLast', () => {
  const rows = [aRow('none', { deadline: null }), aRow('far', { deadline: noonPlus(90) }), aRow('near', { deadline: noonPlus(30) })]
  expect(order(...rows)).toEqual(['near', 'far', 'none'])
})

test('Order_EqualInAll_IsOldestFirstAndThenById', () => {
  const rows = [aRow('c'), aRow('b'), aRow('a', { submittedAt: noonPlus(-30) })]
  expect(order(...rows)).toEqual(['b', 'c', 'a'])
})

test.each([
  ['nobody found', aRow('r', { state: 'Unfilled' }), true],
  ['deadline passed', aRow('r', { state: 'Assigned', deadline: noonPlus(-5) }), true],
  ['danger, nobody has it', aRow('r', { level: 'HighRisk', lane: 'Emergency', state: 'Offered' }), true],
  ['danger, in hands', aRow('r', { level: 'HighRisk', lane: 'Emergency', state: 'Assigned' }), false],
  ['looking', aRow('r'), false],
])('Hand_%s', (_situation, row, expected) => {
  expect(needsHand(row, noonMs)).toBe(expected)
})

test('NextMoment_WhileAnOfferIsOpen_IsTheOffersEnd', () => {
  expect(nextMoment(aRow('r', { offersOpen: 1, offerExpiresAt: noonPlus(40) }))).toEqual({ at: noonPlus(40), what: 'offer' })
  expect(nextMoment(aRow('r'))).toEqual({ at: noonPlus(300), what: 'deadline' })
})
