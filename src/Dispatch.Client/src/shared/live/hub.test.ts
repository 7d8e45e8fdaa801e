import { expect, test, vi } from 'vitest'
import type { HelpView } from '@/shared/api/types'

type Push = (view: HelpView, id?: string) => void

const server = vi.hoisted(() => ({
  pushes: new Map<string, (...values: never[]) => void>(),
  invoke: (method: string, code: string): Promise<unknown> => Promise.resolve(method === 'Follow' ? `id of ${code}` : undefined),
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

const { followHelp, liveState } = await import('./hub')

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
