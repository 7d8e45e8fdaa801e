import { expect, test } from 'vitest'
import { arrange } from './hold'

test('List_NobodyReads_FollowsUrgency', () => {
  expect(arrange({ order: ['a', 'b'], waiting: [] }, ['c', 'b', 'a'], false)).toEqual({ order: ['c', 'b', 'a'], waiting: [] })
})

test('List_WhileRead_KeepsItsOrderAndNewRowsWait', () => {
  expect(arrange({ order: ['a', 'b'], waiting: [] }, ['c', 'b', 'a', 'd'], true)).toEqual({ order: ['a', 'b'], waiting: ['c', 'd'] })
})

test('List_WhileRead_KeepsTheSpaceOfRowsThatLeft', () => {
  expect(arrange({ order: ['a', 'b'], waiting: [] }, ['b'], true).order).toEqual(['a', 'b'])
})

test('List_StillEmpty_HoldsNothingBack', () => {
  expect(arrange({ order: [], waiting: [] }, ['a'], true)).toEqual({ order: ['a'], waiting: [] })
})
