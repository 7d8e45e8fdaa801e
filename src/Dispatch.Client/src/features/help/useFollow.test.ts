import { effectScope, nextTick, ref } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useFollow } from './useFollow'

const fake = vi.hoisted(() => ({ asked: 0, liveState: undefined as unknown as { value: string } }))

vi.mock('@/shared/live/hub', () => {
  fake.liveState = ref('live')
  return { liveState: fake.liveState, followHelp: () => () => undefined, onResync: () => () => undefined }
})
vi.mock('@/shared/api/http', async (original) => ({
  ...(await original<typeof import('@/shared/api/http')>()),
  get: () => Promise.resolve({ version: ++fake.asked }),
}))

let scope = effectScope()

beforeEach(() => {
  vi.useFakeTimers()
  fake.asked = 0
  fake.liveState.value = 'live'
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

test('Follow_WhenTheHubDrops_AsksAtOnceAndGoesOnAsking', async () => {
  scope.run(() => useFollow('K7QM-2XHD-9RTA'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(fake.asked).toBe(1)
  fake.liveState.value = 'reconnecting'
  await nextTick()
  expect(fake.asked).toBe(2)
  await vi.advanceTimersByTimeAsync(8_000)
  expect(fake.asked).toBe(3)
})
