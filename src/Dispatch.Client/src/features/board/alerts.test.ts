import { expect, test } from 'vitest'
import type { BoardRow } from '@/shared/api/types'
import { alertsBetween } from './alerts'
import { aRow, noonMs, noonPlus } from './samples'

const nobody = new Set<string>()
const danger: Partial<BoardRow> = { level: 'HighRisk', lane: 'Emergency', state: 'Offered' }

function whats(before: BoardRow[] | null, after: BoardRow[], laterMs = 0): string[] {
  const first = before === null ? null : alertsBetween(null, before, noonMs, nobody).after
  return alertsBetween(first, after, noonMs + laterMs, nobody).alerts.map((alert) => alert.what)
}

test('Alert_NewEmergency_SoundsAlsoOnTheFirstLook', () => {
  expect(whats(null, [aRow('r', danger)])).toEqual(['emergency'])
  expect(whats([], [aRow('r', danger)])).toEqual(['emergency'])
})

test('Alert_RequestRaisedToHighRisk_IsANewEmergency', () => {
  expect(whats([aRow('r')], [aRow('r', danger)])).toEqual(['emergency'])
})

test('Alert_OrdinaryNewRequest_IsSilent', () => {
  expect(whats([], [aRow('r')])).toEqual([])
})

test('Alert_NobodyFoundAndDeadlinePassing_SoundOnce', () => {
  const unfilled = aRow('u', { state: 'Unfilled' })
  const due = aRow('d', { deadline: noonPlus(10) })
  expect(whats([aRow('u'), due], [unfilled, due], 10_000)).toEqual(['unfilled', 'overdue'])
  expect(whats([unfilled], [unfilled])).toEqual([])
})

test('Alert_NotKept_IsNotSaidAsNobodyFound', () => {
  expect(whats([aRow('k', { state: 'Completed' })], [aRow('k', { state: 'Unfilled', notKept: true })])).toEqual(['notKept'])
})

test('Alert_EmergencyOpenedHereOrInHands_CallsNoMore', () => {
  const row = aRow('r', danger)
  expect(alertsBetween(null, [row], noonMs, nobody).after.get('r')?.calls).toBe(true)
  expect(alertsBetween(null, [row], noonMs, new Set(['r'])).after.get('r')?.calls).toBe(false)
  expect(alertsBetween(null, [aRow('r', { ...danger, state: 'Assigned' })], noonMs, nobody).after.get('r')?.calls).toBe(false)
})
