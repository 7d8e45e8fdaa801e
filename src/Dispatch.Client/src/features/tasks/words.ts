/** Answers as the API takes them. */
export type AnswerName = 'accept' | 'decline' | 'later'

/** Steps as the API takes them. */
export type StepName = 'enRoute' | 'onSite' | 'completed'

/** What the person said and the server has not confirmed yet. It is never shown as done before that. */
export type Word = { key: string; givenAt: number } & (
  | { kind: 'answer'; id: string; answer: AnswerName; note: string | null; at: string | null }
  | { kind: 'step'; id: string; step: StepName }
  | { kind: 'handback'; id: string; reason: string }
)

/** A word on its way: the same key over all retries makes repeating safe. */
export function pathOf(word: Word): string {
  const id = encodeURIComponent(word.id)
  switch (word.kind) {
    case 'answer':
      return `/api/offers/${id}/answer`
    case 'step':
      return `/api/requests/${id}/progress`
    case 'handback':
      return `/api/requests/${id}/handback`
  }
}

export function bodyOf(word: Word): object {
  switch (word.kind) {
    case 'answer':
      return { answer: word.answer, note: word.note, at: word.at }
    case 'step':
      return { step: word.step }
    case 'handback':
      return { reason: word.reason }
  }
}

/** Adds a word. A second answer to the same offer changes nothing, nor does the same step twice. */
export function enqueue(words: readonly Word[], come: Word): Word[] {
  const known = words.some((held) => held.kind === come.kind && held.id === come.id && (held.kind !== 'step' || come.kind !== 'step' || held.step === come.step))
  return known ? [...words] : [...words, come]
}

export function settle(words: readonly Word[], key: string): Word[] {
  return words.filter((held) => held.key !== key)
}

/** Drops what nobody waits for any more: the request judges expiry, but after a day even that is over. */
export function fresh(words: readonly Word[], now: number): Word[] {
  return words.filter((held) => now - held.givenAt < 86_400_000)
}

/** The waiting answer to an offer. */
export function answerTo(words: readonly Word[], offerId: string): AnswerName | null {
  const held = words.find((word) => word.kind === 'answer' && word.id === offerId)
  return held?.kind === 'answer' ? held.answer : null
}

/** The waiting step or hand-back of a task. */
export function waitingFor(words: readonly Word[], requestId: string): StepName | 'handback' | null {
  const held = words.find((word) => word.kind !== 'answer' && word.id === requestId)
  return held?.kind === 'step' ? held.step : held?.kind === 'handback' ? 'handback' : null
}

/** Reads stored words; anything else is none. */
export function parseWords(text: string | null): Word[] {
  if (!text) return []
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read.filter(isWord) : []
  } catch {
    return []
  }
}

function isWord(value: unknown): value is Word {
  const word = value as Partial<Word> | null
  return typeof word?.id === 'string' && typeof word.key === 'string' && typeof word.givenAt === 'number' && typeof word.kind === 'string'
}
