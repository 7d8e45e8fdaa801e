import { effectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChatBell } from '@/shared/api/chatTypes'
import type { SessionView } from '@/shared/api/types'
import { session } from '@/shared/session'
import { useChat, type Chat, type Door } from './useChat'

const server = vi.hoisted(() => ({ lines: [] as { number: number; text: string; clientId: string }[], down: 0, refuse: '', posts: 0 }))

vi.mock('@/shared/live/hub', async () => {
  const { ref } = await import('vue')
  return { liveState: ref('live'), onResync: () => () => undefined }
})
vi.mock('@/shared/api/http', async (original) => {
  const real = await original<typeof import('@/shared/api/http')>()
  return {
    ...real,
    get: (path: string) => {
      if (server.down > 0) return Promise.reject(new real.Unreachable('down'))
      const after = Number(path.split('after=')[1])
      const messages = server.lines.filter((line) => line.number > after).map((line) => ({ ...line, from: 'Resident', at: '', event: null, by: null }))
      return Promise.resolve({ messages, more: false, seenByResident: 0, seenByCounsellor: 0, alarms: [] })
    },
    post: (path: string, body: { id: string; text: string }) => {
      if (path.endsWith('seen')) return Promise.resolve()
      server.posts++
      if (server.refuse) return Promise.reject(new real.Refusal(409, server.refuse, ''))
      const there = server.lines.find((line) => line.clientId === body.id)
      if (!there) server.lines.push({ number: server.lines.length + 1, text: body.text, clientId: body.id })
      // The words arrived, and the answer did not.
      if (server.down-- > 0) return Promise.reject(new real.Unreachable('cut'))
      return Promise.resolve({ number: there?.number ?? server.lines.length, danger: body.text.includes('danger') })
    },
  }
})

let scope = effectScope()

let ring: (bell: ChatBell) => void = () => undefined

function open(path: string, side: Door['side'] = 'Resident'): Chat {
  const door: Door = {
    side,
    path,
    bells: (rang) => {
      ring = rang
      return () => undefined
    },
    typing: () => undefined,
  }
  return scope.run(() => useChat(door))!
}

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(server, { lines: [], down: 0, refuse: '', posts: 0 })
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

test('Message_WhoseAnswerIsLostTwice_IsThereOnceAndLeavesTheOutbox', async () => {
  const chat = open('/a')
  await vi.advanceTimersByTimeAsync(0)
  server.down = 2
  chat.send('hello')
  await vi.advanceTimersByTimeAsync(0)
  expect(chat.waiting.value.map((message) => message.text)).toEqual(['hello'])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(server.posts).toBe(3)
  expect(chat.lines.value.map((line) => line.text)).toEqual(['hello'])
  expect(chat.waiting.value).toEqual([])
})

test('Messages_WrittenWithoutALine_GoOutInOrderWhenItIsBack', async () => {
  const chat = open('/b')
  server.down = 1
  chat.send('one')
  chat.send('two')
  expect(chat.waiting.value.length).toBe(2)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(server.lines.map((line) => line.text)).toEqual(['one', 'two'])
  expect(chat.waiting.value).toEqual([])
})

test('Message_ThatIsRefused_StaysWithItsReasonAndHoldsUpNoOther', async () => {
  const chat = open('/c')
  server.refuse = 'chat.full'
  chat.send('one')
  await vi.advanceTimersByTimeAsync(0)
  expect(chat.waiting.value.map((message) => message.code)).toEqual(['chat.full'])
  server.refuse = ''
  chat.send('two')
  await vi.advanceTimersByTimeAsync(0)
  expect(server.lines.map((line) => line.text)).toEqual(['two'])
  chat.discard(chat.waiting.value[0]!.id)
  expect(chat.waiting.value).toEqual([])
})

test('Outbox_OfAPageThatIsLeft_IsThereWhenOneComesBack', async () => {
  server.down = 99
  open('/d').send('wait for me')
  await vi.advanceTimersByTimeAsync(0)
  scope.stop()
  scope = effectScope()
  server.down = 0
  const chat = open('/d')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(chat.lines.value.map((line) => line.text)).toEqual(['wait for me'])
})

test('Outbox_OfACounsellor_IsNeitherSeenNorSentByWhoSignsInNext', async () => {
  session.value = { account: 'li' } as SessionView
  server.down = 99
  open('/chat', 'Counsellor').send('for her alone')
  await vi.advanceTimersByTimeAsync(0)
  scope.stop()
  scope = effectScope()
  session.value = null
  session.value = { account: 'li' } as SessionView
  expect(open('/chat', 'Counsellor').waiting.value.length).toBe(1)
  scope.stop()
  scope = effectScope()
  const posts = server.posts
  session.value = { account: 'wang' } as SessionView
  server.down = 0
  const chat = open('/chat', 'Counsellor')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(chat.waiting.value).toEqual([])
  expect(server.posts).toBe(posts)
})

test('Words_ThatTheServerFindsDangerous_PutTheNumbersOnTheScreen', async () => {
  const chat = open('/e')
  chat.send('danger')
  await vi.advanceTimersByTimeAsync(0)
  expect(chat.danger.value).toBe(true)
})

test('SeenMark_ThatRangWhileAnAnswerWasUnderWay_IsNotTakenBack', async () => {
  const chat = open('/f')
  chat.send('hello')
  await vi.advanceTimersByTimeAsync(0)
  const late = chat.refresh()
  ring({ requestId: 'r', last: 1, seenByResident: 1, seenByCounsellor: 1, typing: null })
  await late
  expect(chat.view.value?.seenByCounsellor).toBe(1)
})
