import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useWords, type Outcome } from './useWords'

const accept = { kind: 'answer', id: 'o1', answer: 'accept', note: null, at: null } as const
let scope: EffectScope
let outcomes: Outcome[]
const server = vi.fn<typeof fetch>()

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

function keysSent(): (string | null)[] {
  return server.mock.calls.map(([, init]) => new Headers(init?.headers).get('Idempotency-Key'))
}

function open(account = 'volunteer1.zhuoda') {
  scope = effectScope()
  const made = scope.run(() => useWords(account, (outcome) => outcomes.push(outcome)))
  if (!made) throw new Error('The scope is closed.')
  return made
}

beforeEach(() => {
  outcomes = []
  localStorage.clear()
  vi.stubGlobal('fetch', server)
})

afterEach(() => {
  scope.stop()
  server.mockReset()
  vi.unstubAllGlobals()
})

test('Words_SaidWithoutAConnection_WaitAndGoOutOnceItIsBackUnderTheSameKey', async () => {
  server.mockRejectedValueOnce(new TypeError('offline')).mockResolvedValueOnce(json(200, { state: 'Accepted' }))
  const { words, say, stuck } = open()
  say(accept)
  await vi.waitFor(() => expect(stuck.value).toBe(true))
  expect([words.value.length, outcomes.length]).toEqual([1, 0])

  window.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(outcomes).toHaveLength(1))
  expect(words.value).toEqual([])
  expect(new Set(keysSent()).size).toBe(1)
})

test('Words_KeptOnThePhone_GoOutAfterTheAppWasClosed', async () => {
  server.mockRejectedValueOnce(new TypeError('offline'))
  const first = open()
  first.say(accept)
  await vi.waitFor(() => expect(first.stuck.value).toBe(true))
  scope.stop()

  server.mockResolvedValueOnce(json(200, { state: 'Accepted' }))
  open()
  await vi.waitFor(() => expect(outcomes).toHaveLength(1))
  expect(new Set(keysSent()).size).toBe(1)
})

test('Words_OfAnotherAccount_AreNeverSent', async () => {
  server.mockRejectedValueOnce(new TypeError('offline'))
  const first = open()
  first.say(accept)
  await vi.waitFor(() => expect(first.stuck.value).toBe(true))
  scope.stop()
  expect(open('volunteer2.zhuoda').words.value).toEqual([])
})

test('Words_AnsweredByARefusal_AreSettledWithItsCode', async () => {
  server.mockResolvedValueOnce(json(409, { code: 'offer.taken' }))
  const { words, say } = open()
  say(accept)
  await vi.waitFor(() => expect(outcomes.map((outcome) => outcome.code)).toEqual(['offer.taken']))
  expect(words.value).toEqual([])
})

test.each([401, 429, 503])('Words_MetBySignedOutOrBusy %i_StillWaitToBeHeard', async (status) => {
  server.mockResolvedValueOnce(json(status, { code: 'x' }))
  const { words, say, stuck } = open()
  say(accept)
  await vi.waitFor(() => expect(stuck.value).toBe(true))
  expect([words.value.length, outcomes.length]).toEqual([1, 0])
})
