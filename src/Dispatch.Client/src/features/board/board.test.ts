import { expect, test } from 'vitest'
import type { BoardPush } from '@/shared/api/types'
import { applyChange, boardOf } from './board'
import { aResponder, aRow, noonPlus } from './samples'

const board = boardOf({
  stationId: 'zhuoda',
  epoch: 'e1',
  version: 7,
  at: noonPlus(0),
  rebuilding: false,
  rows: [aRow('a', { version: 3 }), aRow('b')],
  responders: [aResponder('v1')],
})

function change(changes: Partial<BoardPush>): BoardPush {
  return {
    stationId: 'zhuoda',
    epoch: 'e1',
    fromVersion: 7,
    version: 8,
    at: noonPlus(1),
    rows: [],
    rowsGone: [],
    responders: [],
    respondersGone: [],
    rowsChanged: [],
    ...changes,
  }
}

test('Change_ThatFollows_ReplacesAddsAndRemoves', () => {
  const next = applyChange(
    board,
    change({ rows: [aRow('a', { version: 4, state: 'Offered' }), aRow('c')], rowsGone: ['b'], responders: [aResponder('v2')], respondersGone: ['v1'] }),
  )
  expect(next?.version).toBe(8)
  expect([...(next?.rows.keys() ?? [])]).toEqual(['a', 'c'])
  expect(next?.rows.get('a')?.state).toBe('Offered')
  expect([...(next?.responders.keys() ?? [])]).toEqual(['v2'])
})

test('Change_ThatFollows_LeavesTheBoardBeforeItAsItWas', () => {
  applyChange(board, change({ rowsGone: ['a', 'b'] }))
  expect([...board.rows.keys()]).toEqual(['a', 'b'])
})

test('Change_OfARowThatIsHeld_BringsOnlyWhatDiffers', () => {
  const next = applyChange(board, change({ rowsChanged: [{ id: 'a', version: 4, state: 'Offered', wave: 2 }] }))
  expect(next?.rows.get('a')).toEqual({ ...aRow('a'), version: 4, state: 'Offered', wave: 2 })
  expect([...(next?.rows.keys() ?? [])]).toEqual(['a', 'b'])
})

test('Change_OfARowThatIsNotHeld_AsksForTheWhole', () => {
  expect(applyChange(board, change({ rowsChanged: [{ id: 'x', version: 4, wave: 2 }] }))).toBeNull()
})

test('Change_OlderThanTheRow_ChangesNothingOfIt', () => {
  const next = applyChange(board, change({ fromVersion: 5, version: 8, rowsChanged: [{ id: 'a', version: 2, state: 'Unfilled' }] }))
  expect(next?.rows.get('a')?.state).toBe(board.rows.get('a')?.state)
})

test('Change_AfterAGap_AsksForTheWhole', () => {
  expect(applyChange(board, change({ fromVersion: 8, version: 9 }))).toBeNull()
})

test('Change_OfAnotherLifeOfTheBoard_AsksForTheWhole', () => {
  expect(applyChange(board, change({ epoch: 'e2' }))).toBeNull()
})

test('Change_AlreadyInTheSnapshot_ChangesNothing', () => {
  expect(applyChange(board, change({ fromVersion: 5, version: 7, rowsGone: ['a'] }))).toBe(board)
})

test('Change_ThatOverlapsTheSnapshot_IsAppliedButNeverMakesARowOlder', () => {
  const next = applyChange(board, change({ fromVersion: 5, version: 8, rows: [aRow('a', { version: 2, state: 'Unfilled' }), aRow('b', { version: 2, wave: 3 })] }))
  expect(next?.rows.get('a')?.version).toBe(3)
  expect(next?.rows.get('b')?.wave).toBe(3)
})
