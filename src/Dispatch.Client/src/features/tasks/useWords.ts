import { computed, onScopeDispose, ref, watch } from 'vue'
import { newActionKey, post, Refusal, Unreachable } from '@/shared/api/http'
import { liveState } from '@/shared/live/hub'
import { retryDelayMs } from '@/shared/live/retry'
import { bodyOf, enqueue, fresh, parseWords, pathOf, settle, type Word } from './words'

type Unkeyed<T> = T extends unknown ? Omit<T, 'key' | 'givenAt'> : never
export type NewWord = Unkeyed<Word>

/** What became of a word: the server's answer, or its refusal code. */
export type Outcome = { word: Word; body: unknown; code: null } | { word: Word; body: null; code: string }

/**
 * Carries what the person says to the server, in order, through dropped connections and a closed page. Words are kept per account,
 * so that a phone handed on never answers for somebody else.
 */
export function useWords(account: string, settled: (outcome: Outcome) => void) {
  const storage = `communitycare.words.${account}`
  const words = ref<Word[]>(fresh(parseWords(read()), Date.now()))
  const sending = ref(false)
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  watch(words, (held) => write(held), { deep: true, flush: 'sync' })

  function read(): string | null {
    try {
      return localStorage.getItem(storage)
    } catch {
      return null
    }
  }

  function write(held: Word[]): void {
    try {
      if (held.length === 0) localStorage.removeItem(storage)
      else localStorage.setItem(storage, JSON.stringify(held))
    } catch {
      // Without storage a word lasts as long as the page.
    }
  }

  function say(word: NewWord): void {
    words.value = enqueue(words.value, { ...word, key: newActionKey(), givenAt: Date.now() } as Word)
    void flush()
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (sending.value) return
    sending.value = true
    for (let word = words.value[0]; word && !ended; word = words.value[0]) {
      if (!(await send(word))) break
    }
    sending.value = false
    if (words.value.length > 0 && !ended) timer = setTimeout(() => void flush(), retryDelayMs(failures++, Math.random()))
  }

  /** True when the server has judged the word, one way or the other. */
  async function send(word: Word): Promise<boolean> {
    try {
      const body = await post<unknown>(pathOf(word), bodyOf(word), { key: word.key, attempts: 1 })
      done({ word, body, code: null })
      return true
    } catch (error) {
      if (error instanceof Unreachable || !(error instanceof Refusal)) return false
      // Busy or signed out: the word still waits to be heard.
      if (error.status >= 500 || error.status === 429 || error.status === 401) return false
      done({ word, body: null, code: error.code })
      return true
    }
  }

  function done(outcome: Outcome): void {
    failures = 0
    words.value = settle(words.value, outcome.word.key)
    settled(outcome)
  }

  const wake = () => void flush()
  window.addEventListener('online', wake)
  watch(liveState, (state) => state === 'live' && wake())
  if (words.value.length > 0) wake()
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
    window.removeEventListener('online', wake)
  })

  return { words, say, stuck: computed(() => words.value.length > 0 && !sending.value) }
}
