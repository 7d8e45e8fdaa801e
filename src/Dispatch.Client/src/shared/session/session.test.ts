import { afterEach, expect, test, vi } from 'vitest'
import { loadSession, session } from '.'

const view = { account: 'volunteer1.zhuoda', displayName: '示例', role: 'Volunteer', stationId: 'zhuoda', demo: true }
const server = vi.fn<typeof fetch>()

afterEach(() => {
  server.mockReset()
  vi.unstubAllGlobals()
  session.value = null
})

async function start(answer: Response | Error): Promise<void> {
  vi.stubGlobal('fetch', server)
  if (answer instanceof Error) server.mockRejectedValueOnce(answer)
  else server.mockResolvedValueOnce(answer)
  await loadSession()
}

test('Session_ServerOutOfReach_IsTheOneKnownLast', async () => {
  await start(new Response(JSON.stringify(view)))
  await start(new TypeError('offline'))
  expect(session.value?.account).toBe('volunteer1.zhuoda')
})

test('Session_ServerSaysNobody_IsNobodyAlsoLater', async () => {
  await start(new Response(JSON.stringify(view)))
  await start(new Response(null, { status: 204 }))
  await start(new TypeError('offline'))
  expect(session.value).toBeNull()
})
