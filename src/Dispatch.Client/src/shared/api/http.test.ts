import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { get, newActionKey, post, Refusal, Unreachable, whenSessionIsLost } from './http'

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', fetched)
})

afterEach(() => {
  fetched.mockReset()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ code, detail: 'x' }), { status, headers })
}

async function settled<T>(call: Promise<T>): Promise<T | unknown> {
  const outcome = call.catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  return outcome
}

function headerOf(call: number, name: string): string | undefined {
  return (fetched.mock.calls[call]?.[1].headers as Record<string, string>)[name]
}

test('Problem_FromTheServer_BecomesARefusalWithItsCode', async () => {
  fetched.mockResolvedValue(problem(409, 'offer.taken'))
  const outcome = await settled(post('/api/offers/1/answer', { answer: 'Accept' }))
  expect(outcome).toBeInstanceOf(Refusal)
  expect((outcome as Refusal).code).toBe('offer.taken')
  expect(fetched).toHaveBeenCalledTimes(1)
})

test('Post_RepeatedAfterALostAnswer_KeepsTheKeyOfTheAction', async () => {
  fetched.mockRejectedValueOnce(new TypeError('network')).mockResolvedValueOnce(new Response('{"id":"r1"}', { status: 201 }))
  expect(await settled(post('/api/requests', { service: 'escort' }))).toEqual({ id: 'r1' })
  expect(headerOf(0, 'Idempotency-Key')).toBe(headerOf(1, 'Idempotency-Key'))
})

test('Post_WhileTheStoreIsLocked_WaitsAsLongAsTold', async () => {
  fetched.mockResolvedValueOnce(problem(503, 'store.unavailable', { 'Retry-After': '3' })).mockResolvedValueOnce(new Response(null, { status: 204 }))
  const outcome = post('/api/requests/r1/own')
  await vi.advanceTimersByTimeAsync(2_900)
  expect(fetched).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(200)
  await outcome
  expect(fetched).toHaveBeenCalledTimes(2)
})

test('Server_OutOfReach_IsSaidSoAfterTheLastTry', async () => {
  fetched.mockRejectedValue(new TypeError('network'))
  expect(await settled(get('/api/stations'))).toBeInstanceOf(Unreachable)
})

test('Command_BasedOnAVersion_CarriesIt', async () => {
  fetched.mockResolvedValue(new Response(null, { status: 204 }))
  await settled(post('/api/requests/r1/widen', {}, { ifMatch: 7 }))
  expect(headerOf(0, 'If-Match')).toBe('"7"')
})

test('Session_NoLongerKnown_IsToldOnce', async () => {
  const lost = vi.fn()
  whenSessionIsLost(lost)
  fetched.mockResolvedValue(problem(401, 'session.required'))
  await settled(get('/api/me'))
  fetched.mockResolvedValue(problem(401, 'session.refused'))
  await settled(post('/api/session', {}))
  expect(lost).toHaveBeenCalledTimes(1)
})

test('Keys_OfTwoActions_Differ', () => {
  expect(newActionKey()).not.toBe(newActionKey())
})

test('Session_ReplacedWhileAnotherCallIsUnderWay_IsNotLost', async () => {
  const lost = vi.fn()
  whenSessionIsLost(lost)
  let changed: (response: Response) => void = () => undefined
  fetched.mockImplementation((path) =>
    path === '/api/account/password'
      ? new Promise((resolve) => (changed = resolve))
      : Promise.resolve(fetched.mock.calls.length < 3 ? problem(401, 'session.required') : new Response('[]')),
  )
  const change = post('/api/account/password', {}, { attempts: 1 })
  const notices = get('/api/notices')
  await vi.advanceTimersByTimeAsync(10)
  expect(fetched).toHaveBeenCalledTimes(2)
  changed(new Response(null, { status: 204 }))
  await change
  expect(await notices).toEqual([])
  expect(lost).not.toHaveBeenCalled()
})

test('Session_StillRefusedAfterItWasReplaced_IsLost', async () => {
  const lost = vi.fn()
  whenSessionIsLost(lost)
  fetched.mockImplementation((path) => Promise.resolve(path === '/api/session' ? new Response(null, { status: 204 }) : problem(401, 'session.required')))
  const [, notices] = await Promise.all([post('/api/session', {}), settled(get('/api/notices'))])
  expect((notices as Refusal).code).toBe('session.required')
  expect(lost).toHaveBeenCalledTimes(1)
})
