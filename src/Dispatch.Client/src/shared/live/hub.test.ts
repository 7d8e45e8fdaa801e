import { expect, test, vi } from 'vitest'
import type { HelpView } from '@/shared/api/types'

type Push = (view: HelpView, id?: string) => void

const server = vi.hoisted(() => ({
  deaf: 0,
  pushes: new Map<string, (...values: never[]) => void>(),
  heard: 0,
  invoke(method: string, code: string): Promise<unknown> {
    if (method === 'Hear') {
      server.heard++
      if (server.deaf-- > 0) return Promise.reject(new Error('store.unavailable'))
    }
    return Promise.resolve(method === 'Follow' ? `id of ${code}` : undefined)
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
        on: (name: string, handler: (...values: never[]) => void) => server.pushes.set(name, handler),
        onclose: () => undefined,
        start: () => Promise.resolve(),
        stop: () => Promise.resolve(),
        invoke: server.invoke,
      }
    }
  },
}))

const { followHelp, liveState, onNotice } = await import('./hub')

function push(state: string, id?: string): void {
  ;(server.pushes.get('RequestChanged') as Push)({ state } as HelpView, id)
}

test('Push_OfACodeThatWasLeft_DoesNotReplaceThePresentRequest', async () => {
  const seen: string[] = []
  const leave = followHelp('OLD1', () => undefined)
  await vi.waitFor(() => expect(liveState.value).toBe('live'))
  leave()
  const end = followHelp('NEW1', (view) => seen.push(view.state))
  await vi.waitFor(() => {
    push('Matching', 'id of NEW1')
    expect(seen).toContain('Matching')
  })

  push('Cancelled', 'id of OLD1')
  push('Assigned', 'id of NEW1')

  expect(seen).not.toContain('Cancelled')
  expect(seen.at(-1)).toBe('Assigned')
  end()
})

test('Bell_ThatTheServerCouldNotHangUpAtFirst_IsTriedAgainWithoutANewConnection', async () => {
  const end = followHelp('ANY1', () => undefined)
  await vi.waitFor(() => expect(liveState.value).toBe('live'))
  server.deaf = 2
  server.heard = 0
  vi.useFakeTimers()
  const bell = onNotice(() => undefined)
  await vi.advanceTimersByTimeAsync(0)
  expect(server.heard).toBe(1)

  await vi.advanceTimersByTimeAsync(10_000)
  expect(server.heard).toBe(3)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(server.heard).toBe(3)
  bell()

  server.deaf = 100
  const left = onNotice(() => undefined)
  await vi.advanceTimersByTimeAsync(0)
  left()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(server.heard).toBe(4)
  end()
  vi.useRealTimers()
})
