import type { OfferView, RiskLevel, ScoreFactor } from '@/shared/api/types'

const gravity: Record<RiskLevel, number> = { HighRisk: 0, Serious: 1, General: 2 }

/** Gravest first, then what runs out first, then by id so that nothing jumps. */
export function sortOffers(offers: readonly OfferView[]): OfferView[] {
  return [...offers].sort(
    (a, b) => gravity[a.level] - gravity[b.level] || Date.parse(a.expiresAt) - Date.parse(b.expiresAt) || a.id.localeCompare(b.id),
  )
}

/** Puts a pushed or fetched offer in its place; an offer that is no longer pending leaves the list. */
export function foldOffer(offers: readonly OfferView[], come: OfferView): OfferView[] {
  const others = offers.filter((offer) => offer.id !== come.id)
  return come.state === 'Pending' ? sortOffers([...others, come]) : sortOffers(others)
}

/** How much of an offer's time is left. */
export interface Countdown {
  seconds: number
  /** 1 when sent, 0 when run out. */
  share: number
  /** The last fifth, or the last ten seconds of longer ones. */
  hurry: boolean
  /** By this phone's clock; the request alone judges expiry, so answering stays possible. */
  over: boolean
}

export function countdown(sentAt: string, expiresAt: string, now: number): Countdown {
  const whole = Math.max(1, Date.parse(expiresAt) - Date.parse(sentAt))
  // A phone's clock may run behind the server's: never more is left than there ever was.
  const left = Math.min(whole, Math.max(0, Date.parse(expiresAt) - now))
  const share = left / whole
  return { seconds: Math.ceil(left / 1000), share, hurry: left > 0 && (share <= 0.2 || left <= 10_000), over: left === 0 }
}

/** Times a person can name for "not now, but at": full half hours from 30 minutes ahead, six of them. */
export function laterTimes(now: number): number[] {
  const half = 30 * 60_000
  const first = Math.ceil((now + half) / half) * half
  return Array.from({ length: 6 }, (_, place) => first + place * half)
}

/** `OfferLapsed` of a view and `offer.lapsed` of a problem are one code. */
export function wireCode(code: string): string {
  if (code.includes('.')) return code
  let separators = 0
  return code.replace(/(?!^)[A-Z]/g, (letter) => (separators++ === 0 ? '.' : '-') + letter).toLowerCase()
}

/** Codes that only mean: somebody else or the clock was faster. No fault of the person. */
export function isKindEnd(code: string): boolean {
  return ['offer.lapsed', 'offer.taken', 'offer.withdrawn', 'offer.declined'].includes(wireCode(code))
}

/** Why this person: what spoke for them, strongest first, at most three; `n` is the measured value, rounded up as travel is. */
export function reasons(offer: Pick<OfferView, 'why' | 'remote'>): { key: string; n: number }[] {
  return offer.why
    .filter((factor) => (spoken[factor.code] ?? (() => false))(factor))
    .sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code))
    .slice(0, 3)
    .map((factor) => ({ key: factor.code, n: Math.max(1, Math.ceil(factor.value)) }))
}

/** When a factor speaks for the person at all: a long way or a full day is no reason to say out loud. */
const spoken: Record<string, (factor: ScoreFactor) => boolean> = {
  continuity: (factor) => factor.points > 0,
  team: (factor) => factor.points > 0,
  travel: (factor) => factor.value <= 20,
  distance: (factor) => factor.value <= 3000,
  fairness: (factor) => factor.value >= 12,
  load: (factor) => factor.value === 0,
  reliability: (factor) => factor.value >= 0.95,
  station: (factor) => factor.points > 0,
}

function rank(factor: ScoreFactor): number {
  return Object.keys(spoken).indexOf(factor.code)
}
