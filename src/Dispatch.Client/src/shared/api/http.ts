import { noteServerTime } from '@/shared/time/clock'

/** A command or query the server turned down; `code` is the refusal code the locale files translate. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** Field -> codes, for refused input. */
    readonly errors: Record<string, string[]> = {},
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail)
    this.name = 'Refusal'
  }
}

/** The server could not be reached, or did not answer in time; whether a command took effect is unknown. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

export interface CallOptions {
  /** Names the user's action: the same key on every repetition of the same click. Made anew when left out. */
  key?: string
  /** The version the command is based on. */
  ifMatch?: number
  signal?: AbortSignal
  /** How often to try when the server cannot be reached or is too busy. The key makes repeating safe. */
  attempts?: number
  /** A resident's case code. It goes into the header that logs leave out, never into the address. */
  code?: string
  /** A linked unit's secret, in the same header. */
  unit?: string
}

export interface Answer<T> {
  body: T
  version: number | null
}

const timeoutMs = 15_000
/** Calls that may give this browser another session: those under way, and how many ended. */
const renewing = new Set<Promise<unknown>>()
let renewed = 0
let onSessionLost: () => void = () => undefined

/** Tells the session when the server no longer knows it. */
export function whenSessionIsLost(handler: () => void): void {
  onSessionLost = handler
}

/** A key for one user action. */
export function newActionKey(): string {
  return typeof crypto.randomUUID === 'function'
    ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export async function get<T>(path: string, options: CallOptions = {}): Promise<T> {
  return (await call<T>('GET', path, undefined, { attempts: 2, ...options })).body
}

export async function post<T = void>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> {
  return (await call<T>('POST', path, body, { attempts: 2, ...options, key: options.key ?? newActionKey() })).body
}

export async function put<T = void>(path: string, body: unknown, options: CallOptions = {}): Promise<T> {
  return (await call<T>('PUT', path, body, options)).body
}

export async function del(path: string, options: CallOptions = {}): Promise<void> {
  await call<void>('DELETE', path, undefined, options)
}

/** One call with its answer's version; the shorter `get`, `post`, `put` and `del` build on it. */
export async function call<T>(method: string, path: string, body: unknown, options: CallOptions): Promise<Answer<T>> {
  const attempts = options.attempts ?? 1
  for (let attempt = 1; ; attempt++) {
    try {
      return await once<T>(method, path, body, options)
    } catch (error) {
      if (attempt >= attempts || options.signal?.aborted || !worthRepeating(error)) throw error
      const seconds = error instanceof Refusal ? (error.retryAfterSeconds ?? 1) : 0.5
      await new Promise((resolve) => setTimeout(resolve, Math.min(seconds, 5) * 1000))
    }
  }
}

function worthRepeating(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refusal && error.status === 503)
}

/** A new password, a second factor or a sign-in ends the session that other calls of this page may still travel with. */
function renews(method: string, path: string): boolean {
  return method !== 'GET' && /^\/api\/(account|session)\b/.test(path)
}

async function once<T>(method: string, path: string, body: unknown, options: CallOptions): Promise<Answer<T>> {
  if (renews(method, path)) {
    const call = send<T>(method, path, body, options).finally(() => {
      renewing.delete(call)
      renewed++
    })
    renewing.add(call)
    return call.catch(lost)
  }

  const before = renewed
  try {
    return await send<T>(method, path, body, options)
  } catch (error) {
    if (!isLost(error) || (renewing.size === 0 && renewed === before)) return lost(error)
    await Promise.allSettled(renewing)
    return send<T>(method, path, body, options).catch(lost)
  }
}

function isLost(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'session.required'
}

function lost(error: unknown): never {
  if (isLost(error)) onSessionLost()
  throw error
}

async function send<T>(method: string, path: string, body: unknown, options: CallOptions): Promise<Answer<T>> {
  const started = Date.now()
  const response = await reach(path, {
    method,
    headers: headersOf(body, options),
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
    cache: 'no-store',
    signal: withTimeout(options.signal),
  })
  noteServerTime(response.headers.get('Date'), started, Date.now())
  if (!response.ok) throw await refusalOf(response)
  const text = await response.text()
  return { body: (text ? JSON.parse(text) : null) as T, version: versionOf(response.headers.get('ETag')) }
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    throw new Unreachable(error instanceof Error ? error.message : String(error))
  }
}

function headersOf(body: unknown, options: CallOptions): Record<string, string> {
  // Another site's form or picture cannot send the second, and the server asks for it with everything that changes something.
  const headers: Record<string, string> = { Accept: 'application/json', 'X-Requested-With': 'CommunityCare' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.code) headers['Authorization'] = `Case-Code ${options.code}`
  if (options.unit) headers['Authorization'] = `Unit-Page ${options.unit}`
  if (options.key) headers['Idempotency-Key'] = options.key
  if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`
  return headers
}

function withTimeout(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs)
  return signal ? AbortSignal.any([signal, timeout]) : timeout
}

function versionOf(etag: string | null): number | null {
  const digits = etag?.match(/\d+/)?.[0]
  return digits === undefined ? null : Number(digits)
}

interface Problem {
  code?: string
  detail?: string
  title?: string
  errors?: Record<string, string[]>
}

async function refusalOf(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => ({}))) as Problem
  const code = problem.code ?? (response.status === 401 ? 'session.required' : 'fault.internal')
  const retryAfter = Number(response.headers.get('Retry-After'))
  return new Refusal(
    response.status,
    code,
    problem.detail ?? problem.title ?? response.statusText,
    problem.errors ?? {},
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  )
}
