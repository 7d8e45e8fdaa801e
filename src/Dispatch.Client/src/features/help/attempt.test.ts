import { expect, test } from 'vitest'
import { attemptFor, retryAfter } from './attempt'

test('Attempt_SameBody_KeepsItsKeySoThatTheRequestIsRaisedOnce', () => {
  const first = attemptFor({ service: 'escort', area: 'a' }, null, () => 'one')
  expect(attemptFor({ service: 'escort', area: 'a' }, first, () => 'two')).toBe(first)
})

test('Attempt_AnotherBody_GetsAnotherKey', () => {
  const first = attemptFor({ service: 'escort', area: 'a' }, null, () => 'one')
  expect(attemptFor({ service: 'escort', area: 'b' }, first, () => 'two').key).toBe('two')
})

test('Retry_AfterMoreFailures_WaitsLongerUpToFifteenSeconds', () => {
  expect([1, 2, 3, 4, 9].map((failures) => retryAfter(failures, null))).toEqual([2, 4, 8, 15, 15])
})

test('Retry_WhenTheServerNamesATime_ObeysItUpToTwoMinutes', () => {
  expect(retryAfter(1, 30)).toBe(30)
  expect(retryAfter(1, 900)).toBe(120)
  expect(retryAfter(3, 0)).toBe(8)
})
