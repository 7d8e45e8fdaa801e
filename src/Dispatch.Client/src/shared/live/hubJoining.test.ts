import { expect, test, vi } from 'vitest'

const server = vi.hoisted(() => ({
  invoked: [] as string[],
  hear: () => undefined as void,
  invoke: (method: string): Promise<unknown> => {
    server.invoked.push(method)
    return method === 'Hear' ? new Promise<void>((resolve) => (server.hear = resolve)) : Promise.resolve()
  },
}))

vi.mock('@microsoft/signalr', () => ({
  HttpTransportType: { WebSockets: 1 },
  LogLevel: { None: 6 },
  HubConnectionBuilder: class {
    withUrl(): this {
      return this
    }
    configureLogging(): this {
      return this
    }
    build() {
      return {
        on: () => undefined,
        onclose: () => undefined,
        start: () => Promise.resolve(),
        stop: () => Promise.resolve(),
        invoke: server.invoke,
      }
    }
  },
}))

const { liveState, onNotice, watchBoard } = await import('./hub')

test('Board_JoinedWhileTheBellIsStillBeingEntered_IsWatchedBeforeAnythingIsLive', async () => {
  const endBell = onNotice(() => undefined)
  await vi.waitFor(() => expect(server.invoked).toContain('Hear'))

  const endBoard = watchBoard('zhuoda', () => undefined)
  expect(liveState.value).toBe('connecting')
  server.hear()

  await vi.waitFor(() => expect(liveState.value).toBe('live'))
  expect(server.invoked).toEqual(['Hear', 'Watch'])
  endBoard()
  endBell()
})
