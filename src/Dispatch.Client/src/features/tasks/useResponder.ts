import { computed, onScopeDispose, ref } from 'vue'
import { get, put } from '@/shared/api/http'
import type { OfferView, ResponderView, SetDuty, TaskView } from '@/shared/api/types'
import { delivered, liveState, onOfferChanged, onOfferReceived, onResync } from '@/shared/live/hub'
import { foldOffer, sortOffers, wireCode } from './offers'
import { useWords, type Outcome } from './useWords'
import type { Word } from './words'

/** A short word to the person: `key` of the locale files. */
export interface Notice {
  key: string
  tone: 'good' | 'kind' | 'sorry'
  params: Record<string, string>
}

const pollMs = 15_000

/** The signed-in responder's own world: duty, offers, tasks, record, and the words on their way. */
export function useResponder(account: string, received: (offer: OfferView) => void) {
  const me = ref<ResponderView | null>(null)
  const offers = ref<OfferView[]>([])
  const failed = ref(false)
  const notice = ref<Notice | null>(null)
  const known = new Set<string>()
  const ended = new Set<string>()
  let noticeTimer: ReturnType<typeof setTimeout> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const { words, say, stuck } = useWords(account, heard)

  function tell(key: string, tone: Notice['tone'], params: Record<string, string> = {}): void {
    // The newest word takes the former one's place: a pile of them would hide what the page is for.
    notice.value = { key, tone, params }
    clearTimeout(noticeTimer)
    noticeTimer = setTimeout(dismiss, 15_000)
  }

  function dismiss(): void {
    notice.value = null
  }

  async function load(): Promise<void> {
    clearTimeout(timer)
    try {
      const [mine, open] = await Promise.all([get<ResponderView>('/api/me', { attempts: 1 }), get<OfferView[]>('/api/me/offers', { attempts: 1 })])
      me.value = mine
      failed.value = false
      const fresh = open.filter((offer) => !known.has(offer.id) && offer.state === 'Pending')
      offers.value = sortOffers(open.filter((offer) => offer.state === 'Pending' && !ended.has(offer.id)))
      fresh.forEach(take)
    } catch {
      failed.value = true
    }
    if (!closed) timer = setTimeout(() => void load(), liveState.value === 'live' ? pollMs * 4 : pollMs)
  }

  function take(offer: OfferView): void {
    if (ended.has(offer.id)) return
    offers.value = foldOffer(offers.value, offer)
    if (known.has(offer.id)) return
    known.add(offer.id)
    received(offer)
  }

  function changed(offer: OfferView): void {
    const held = offers.value.some((open) => open.id === offer.id)
    offers.value = foldOffer(offers.value, offer)
    if (offer.state === 'Pending' || ended.has(offer.id)) return
    ended.add(offer.id)
    if (held && offer.state !== 'Accepted' && offer.state !== 'Declined') {
      tell(`end.${wireCode(offer.code ?? `Offer${offer.state}`)}`, 'kind')
    }
    void load()
  }

  function heard(outcome: Outcome): void {
    const { word } = outcome
    if (word.kind === 'answer') {
      ended.add(word.id)
      offers.value = offers.value.filter((offer) => offer.id !== word.id)
    }
    const code = outcome.code ?? codeOf(word, outcome.body)
    if (code) tell(`end.${wireCode(code)}`, word.kind === 'answer' ? 'kind' : 'sorry')
    else tell(...thanks(word))
    if (!outcome.code && word.kind === 'step') foldTask(outcome.body as TaskView)
    void load()
  }

  function foldTask(task: TaskView | null): void {
    if (!me.value || !task) return
    me.value = { ...me.value, tasks: me.value.tasks.map((held) => (held.requestId === task.requestId ? task : held)) }
  }

  async function setDuty(duty: SetDuty): Promise<void> {
    me.value = await put<ResponderView>('/api/me/duty', duty)
  }

  const ends = [
    onOfferReceived((offer) => {
      delivered(offer.id)
      take(offer)
    }),
    onOfferChanged(changed),
    onResync(() => void load()),
  ]
  void load()
  onScopeDispose(() => {
    closed = true
    clearTimeout(timer)
    clearTimeout(noticeTimer)
    ends.forEach((end) => end())
  })

  return { me, offers, tasks: computed(() => me.value?.tasks ?? []), failed, notice, tell, dismiss, words, say, stuck, load, setDuty }
}

/** Only the server's own word makes an acceptance; an offer answered otherwise tells why. */
function codeOf(word: Word, body: unknown): string | null {
  if (word.kind !== 'answer') return null
  const offer = body as OfferView | null
  if (offer?.code) return offer.code
  return word.answer === 'accept' && offer && offer.state !== 'Accepted' ? `Offer${offer.state}` : null
}

function thanks(word: Word): [key: string, tone: Notice['tone'], params: Record<string, string>] {
  switch (word.kind) {
    case 'answer':
      return [`end.${{ accept: 'accepted', decline: 'declined', later: 'later' }[word.answer]}`, 'good', { time: word.at ?? '' }]
    case 'handback':
      return ['end.handedBack', 'kind', {}]
    case 'step':
      return [`end.step.${word.step}`, 'good', {}]
  }
}

export type Responder = ReturnType<typeof useResponder>
