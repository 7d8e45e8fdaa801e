import type { HubConnection } from '@microsoft/signalr'
import { ref, watch } from 'vue'
import type { BoardPush, ChatBell, ChatStirring, HelpView, LivePushes, OfferView, PageView } from '@/shared/api/types'
import { session } from '@/shared/session'
import { retryDelayMs } from './retry'

/**
 * idle: nobody listens. connecting: first try. live: pushes arrive. reconnecting: lost, being repaired.
 * offline: the device has no network, or the server has not answered for a while; still being repaired.
 */
export type LiveState = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'offline'

export const liveState = ref<LiveState>('idle')
/** When the connection was lost, in the browser's milliseconds; null while it stands. */
export const lostAt = ref<number | null>(null)

type Name = keyof LivePushes
/** What came, and for requests which one it is of. */
type Handler<K extends Name> = (push: LivePushes[K], id?: string) => void

const offlineAfterAttempts = 4
/** How often entering is tried on one connection: a server that could not just then can a moment later. */
const enterAttempts = 5
const handlers: { [K in Name]: Set<Handler<K>> } = {
  BoardChanged: new Set(),
  OfferReceived: new Set(),
  OfferChanged: new Set(),
  RequestChanged: new Set(),
  ChatRang: new Set(),
  ChatStirred: new Set(),
  NoticeCame: new Set(),
  PageCame: new Set(),
  DutyChanged: new Set(),
  IncidentChanged: new Set(),
}
interface Joined {
  method: string
  /** What it is about; none: oneself. */
  argument?: string
  users: number
  /** What the server answered: of a followed request its id. */
  answer?: unknown
}
const joined = new Map<string, Joined>()
const resyncs = new Set<() => void>()
let listeners = 0
let connection: HubConnection | null = null
let running = false
let wakeUp: () => void = () => undefined

/** Follows a station's board. The handler of `onResync` should fetch the snapshot. Answers the function that ends it. */
export function watchBoard(stationId: string, changed: (change: BoardPush) => void): () => void {
  return both(
    listen('BoardChanged', (change) => {
      if (change.stationId === stationId) changed(change)
    }),
    join('Watch', 'Unwatch', stationId),
  )
}

/** Follows one's own request by its case code. A push of another one, left a moment ago, is not taken for this one's. */
export function followHelp(code: string, changed: (view: HelpView) => void): () => void {
  return both(
    listen('RequestChanged', (view, id) => {
      if (id !== undefined && id === joined.get(`Follow ${code}`)?.answer) changed(view)
    }),
    join('Follow', 'Unfollow', code),
  )
}

/** A signed-in responder's new offers. */
export function onOfferReceived(received: (offer: OfferView) => void): () => void {
  return listen('OfferReceived', received)
}

/** A signed-in responder's offers that changed. */
export function onOfferChanged(changed: (offer: OfferView) => void): () => void {
  return listen('OfferChanged', changed)
}

/** Bells of the chat of one's own request, by its case code. */
export function talkBells(code: string, rang: (bell: ChatBell) => void): () => void {
  return both(
    listen('ChatRang', (bell) => {
      if (bell.requestId === joined.get(`Talk ${code}`)?.answer) rang(bell)
    }),
    join('Talk', 'Untalk', code),
  )
}

/** Bells of the chat of a request that a counsellor has in hand. */
export function attendBells(requestId: string, rang: (bell: ChatBell) => void): () => void {
  return both(
    listen('ChatRang', (bell) => {
      if (bell.requestId === requestId) rang(bell)
    }),
    join('Attend', 'Unattend', requestId),
  )
}

/** Says that one is typing. Lost words do no harm. */
export function tellTyping(method: 'TalkTyping' | 'AttendTyping', about: string): void {
  void connection?.invoke(method, about).catch(() => undefined)
}

/** A signed-in counsellor should look at a chat. */
export function onChatStirred(stirred: (stirring: ChatStirring) => void): () => void {
  return listen('ChatStirred', stirred)
}

/** Pages of emergencies for the signed-in person: new, changed, ringing again, over. */
export function onPage(came: (page: PageView) => void): () => void {
  return listen('PageCame', came)
}

/** Rosters that the signed-in person may have a place in: which station's changed. */
export function onDuty(changed: (stationId: string) => void): () => void {
  return listen('DutyChanged', changed)
}

/** Public incidents of the signed-in person's station: one changed, or its call rings again. */
export function onIncident(changed: (stationId: string) => void): () => void {
  return listen('IncidentChanged', changed)
}

/** Called when there are notices to read: of the own account, or of what one supervises. */
export function onNotice(came: () => void): () => void {
  return both(listen('NoticeCame', came), join('Hear'))
}

/** Called each time pushes (again) arrive for sure: what happened in between has to be fetched. */
export function onResync(resync: () => void): () => void {
  resyncs.add(resync)
  if (liveState.value === 'live') resync()
  return () => resyncs.delete(resync)
}

/** Tells the server that an offer reached this phone. Lost words do no harm: fetching offers says the same. */
export function delivered(offerId: string): void {
  void connection?.invoke('Delivered', offerId).catch(() => undefined)
}

/** Tells the server that an offer was on the screen. */
export function seen(offerId: string): void {
  void connection?.invoke('Seen', offerId).catch(() => undefined)
}

/** Tells the server that the page of an emergency reached this device, or was on its screen. */
export function paged(emergencyId: string, seen: boolean): void {
  void connection?.invoke(seen ? 'PageSeen' : 'PageDelivered', emergencyId).catch(() => undefined)
}

function both(...ends: (() => void)[]): () => void {
  return () => ends.forEach((end) => end())
}

function listen<K extends Name>(name: K, handler: Handler<K>): () => void {
  const set = handlers[name] as Set<Handler<K>>
  set.add(handler)
  listeners++
  void run()
  let ended = false
  return () => {
    if (ended) return
    ended = true
    set.delete(handler)
    // A page change ends one listener just before the next begins; the connection survives that.
    setTimeout(() => {
      if (--listeners === 0) void connection?.stop()
    }, 1_000)
  }
}

/** Without a way to leave, the connection's end ends it. */
function join(method: string, leave?: string, argument?: string): () => void {
  const key = `${method} ${argument}`
  const entry: Joined = joined.get(key) ?? { method, argument, users: 0 }
  entry.users++
  joined.set(key, entry)
  if (entry.users === 1 && liveState.value === 'live') void enter(key, entry).then(resyncAll)
  return () => {
    if (--entry.users > 0) return
    joined.delete(key)
    if (leave && liveState.value === 'live') void invoke(leave, argument).catch(() => undefined)
  }
}

/** Enters, or tries again in a moment while the same connection stands and somebody still listens; nobody waits for that. */
async function enter(key: string, entry: Joined, attempt = 0): Promise<void> {
  const through = connection
  try {
    entry.answer = await invoke(entry.method, entry.argument)
  } catch {
    if (attempt + 1 >= enterAttempts) return
    setTimeout(() => {
      if (connection === through && joined.get(key) === entry) void enter(key, entry, attempt + 1).then(resyncAll)
    }, retryDelayMs(attempt, Math.random()))
  }
}

/** A page may join while others are still being entered: nothing is live before all are in. */
async function enterAll(): Promise<void> {
  const entered = new Set<Joined>()
  for (;;) {
    const missing = [...joined].filter(([, entry]) => !entered.has(entry))
    if (missing.length === 0) return
    missing.forEach(([, entry]) => entered.add(entry))
    await Promise.all(missing.map(([key, entry]) => enter(key, entry)))
  }
}

async function invoke(method: string, argument?: string): Promise<unknown> {
  return connection?.invoke<unknown>(method, ...(argument === undefined ? [] : [argument]))
}

function resyncAll(): void {
  resyncs.forEach((resync) => resync())
}

function push<K extends Name>(name: K, value: LivePushes[K], id?: string): void {
  ;(handlers[name] as Set<Handler<K>>).forEach((handler) => handler(value, id))
}

async function make(): Promise<HubConnection> {
  const { HubConnectionBuilder, HttpTransportType, LogLevel } = await import('@microsoft/signalr')
  const made = new HubConnectionBuilder()
    .withUrl('/hubs/live', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build()
  made.keepAliveIntervalInMilliseconds = 5_000
  made.serverTimeoutInMilliseconds = 30_000
  for (const name of Object.keys(handlers) as Name[]) made.on(name, (value: never, id?: string) => push(name, value, id))
  return made
}

/** Keeps one connection up for as long as anybody listens: the first start and every repair take the same road. */
async function run(): Promise<void> {
  if (running) return
  running = true
  liveState.value = 'connecting'
  for (let attempt = 0; listeners > 0; attempt++) {
    if (await stand()) attempt = 0
    if (listeners === 0) break
    lostAt.value ??= Date.now()
    liveState.value = !navigator.onLine || attempt >= offlineAfterAttempts ? 'offline' : 'reconnecting'
    await pause(retryDelayMs(attempt, Math.random()))
  }
  running = false
  lostAt.value = null
  liveState.value = 'idle'
}

/** One life of the connection. True when it stood for a while. */
async function stand(): Promise<boolean> {
  try {
    const made = await make()
    const closed = new Promise<void>((resolve) => made.onclose(() => resolve()))
    await made.start()
    connection = made
    await enterAll()
    liveState.value = 'live'
    lostAt.value = null
    resyncAll()
    await closed
    return true
  } catch {
    return false
  } finally {
    connection = null
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    wakeUp = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

window.addEventListener('online', () => wakeUp())
window.addEventListener('offline', () => void connection?.stop())
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) wakeUp()
})

// The connection carries the sign-in of the moment it was made, so another person needs another connection.
watch(
  () => session.value?.account,
  () => void connection?.stop(),
)
