import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { announce, politeText } from './announce'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

test('Announcement_SaidTwice_IsHeardTwice', () => {
  announce('x')
  const first = politeText.value
  announce('x')
  expect(politeText.value).not.toBe(first)
})

test('Announcement_LongSaid_IsNotFoundAnyMore', () => {
  announce('first')
  vi.advanceTimersByTime(9_000)
  announce('second')
  vi.advanceTimersByTime(9_000)
  expect(politeText.value).toBe('second')
  vi.advanceTimersByTime(1_000)
  expect(politeText.value).toBe('')
})
