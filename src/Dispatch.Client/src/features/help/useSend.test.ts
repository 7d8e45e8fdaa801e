import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import type { Submitted } from '@/shared/api/types'
import { useSend } from './useSend'

const draft = { service: 'escort', area: 'HI-1' }
const submitted = { id: 'r1', code: 'K7QM2XHD9RTA', state: 'Submitted', version: 1, level: 'General', stationId: 'zhuoda', possibleDuplicates: [] }
const server = vi.fn<typeof fetch>()
let scope: EffectScope
let sent: Submitted[]

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers })
}

function keysSent(): (string | null)[] {
  return server.mock.calls.map(([, init]) => new Headers(init?.headers).get('Idempotency-Key'))
}

function open() {
  scope = effectScope()
  const made = scope.run(() => useSend((answer) => sent.push(answer)))
  if (!made) throw new Error('The scope is closed.')
  return made
}

beforeEach(() => {
  sent = []
  sessionStorage.clear()
  vi.stubGlobal('fetch', server)
})

afterEach(() => {
  scope.stop()
  server.mockReset()
  vi.unstubAllGlobals()
})

test('Send_WithoutAConnection_SaysSoAndRaisesTheRequestOnceItIsBack', async () => {
  server.mockRejectedValueOnce(new TypeError('offline')).mockResolvedValueOnce(json(201, submitted))
  const { sending, send } = open()
  await send(draft)
  expect(sending.value).toMatchObject({ state: 'waiting', why: 'offline' })

  window.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sending.value.state).toBe('idle')
  expect(new Set(keysSent()).size).toBe(1)
})

test('Send_AfterAReload_UsesTheSameKeyForTheSameWords', async () => {
  server.mockRejectedValueOnce(new TypeError('offline'))
  await open().send(draft)
  scope.stop()
  server.mockResolvedValueOnce(json(201, submitted))
  await open().send(draft)
  expect(sent).toHaveLength(1)
  expect(new Set(keysSent()).size).toBe(1)
})

test('Send_ChangedWords_GoOutUnderANewKey', async () => {
  server.mockRejectedValueOnce(new TypeError('offline')).mockResolvedValueOnce(json(201, submitted))
  const { send, stop } = open()
  await send(draft)
  stop()
  await send({ ...draft, area: 'HI-2' })
  expect(new Set(keysSent()).size).toBe(2)
})

test('Send_WhenTheServerIsBusy_WaitsAsLongAsItSays', async () => {
  server.mockResolvedValueOnce(json(503, { code: 'store.unavailable' }, { 'Retry-After': '30' }))
  const { sending, send } = open()
  const before = Date.now()
  await send(draft)
  const state = sending.value
  expect(state).toMatchObject({ state: 'waiting', why: 'busy' })
  expect(state.state === 'waiting' && state.at - before).toBeGreaterThanOrEqual(30_000)
})

test('Send_Refused_TellsTheCodeAndDoesNotRepeat', async () => {
  server.mockResolvedValueOnce(json(400, { code: 'place.invalid' }))
  const { sending, send } = open()
  await send(draft)
  expect(sending.value).toEqual({ state: 'refused', code: 'place.invalid' })
  expect(server).toHaveBeenCalledTimes(1)
})
