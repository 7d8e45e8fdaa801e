import { effectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '@/shared/api/http'
import type { BoardPush, BoardView } from '@/shared/api/types'
import { aRow, noonPlus } from './samples'
import { useBoard } from './useBoard'

const fake = vi.hoisted(() => ({
  push: (_change: unknown): void => undefined,
  resync: (): void => undefined,
  snapshots: [] as ((view: unknown) => void)[],
  refuse: (_error: unknown): void => undefined,
}))

vi.mock('@/shared/live/hub', () => ({
  watchBoard: (_station: string, changed: (change: unknown) => void) => {
    fake.push = changed
    return () => undefined
  },
  onResync: (resync: () => void) => {
    fake.resync = resync
    return () => undefined
  },
}))
vi.mock('@/shared/api/http', async (original) => ({
  ...(await original<object>()),
  get: () =>
    new Promise((resolve, reject) => {
      fake.snapshots.push(resolve)
      fake.refuse = reject
    }),
}))

let scope = effectScope()

beforeEach(() => {
  vi.useFakeTimers()
  fake.snapshots = []
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function snapshot(version: number, ...ids: string[]): BoardView {
  return { stationId: 'zhuoda', epoch: 'e', version, at: noonPlus(0), rebuilding: false, rows: ids.map((id) => aRow(id)), responders: [] }
}

function adding(fromVersion: number, id: string): BoardPush {
  return {
    stationId: 'zhuoda', epoch: 'e', fromVersion, version: fromVersion + 1, at: noonPlus(1), rows: [aRow(id)], rowsChanged: [], rowsGone: [], responders: [], respondersGone: [],
  }
}

async function answer(view: BoardView): Promise<void> {
  fake.snapshots.shift()?.(view)
  await vi.advanceTimersByTimeAsync(0)
}

function open() {
  const live = scope.run(() => useBoard('zhuoda'))
  if (!live) throw new Error('The scope has ended.')
  return { live, ids: () => [...(live.board.value?.rows.keys() ?? [])] }
}

test('Board_ChangesWhileTheSnapshotTravels_AreNotLost', async () => {
  const { ids } = open()
  fake.push(adding(3, 'late'))
  await answer(snapshot(3, 'first'))
  expect(ids()).toEqual(['first', 'late'])
})

test('Board_AfterAGap_FetchesTheWholeAndKeepsShowingWhatItHas', async () => {
  const { ids } = open()
  await answer(snapshot(3, 'first'))
  fake.push(adding(5, 'third'))
  expect(fake.snapshots).toHaveLength(1)
  expect(ids()).toEqual(['first'])
  await answer(snapshot(6, 'first', 'second', 'third'))
  expect(ids()).toEqual(['first', 'second', 'third'])
})

test('Board_AfterAReconnect_FetchesTheWhole', async () => {
  const { ids } = open()
  await answer(snapshot(3, 'first'))
  fake.resync()
  await answer(snapshot(9, 'new'))
  expect(ids()).toEqual(['new'])
})

test('Board_BeingRebuilt_IsFetchedAgainUntilItIsWhole', async () => {
  const { live } = open()
  await answer({ ...snapshot(1), rebuilding: true })
  await vi.advanceTimersByTimeAsync(1_000)
  await answer(snapshot(2, 'first'))
  expect(live.board.value?.rebuilding).toBe(false)
})

test('Board_ThatOneMayNoLongerSee_LeavesTheScreenAndIsNotAskedForAgain', async () => {
  const { live, ids } = open()
  await answer(snapshot(3, 'first'))
  fake.resync()
  fake.refuse(new Refusal(403, 'station.not-yours', 'x'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(ids()).toEqual([])
  expect((live.failure.value as Refusal).code).toBe('station.not-yours')
  expect(fake.snapshots).toHaveLength(1)
})
