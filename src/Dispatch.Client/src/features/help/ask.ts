import type { Gender, GeoPoint, RequestDraft, ServiceView, StationView } from '@/shared/api/types'
import { nearest } from '@/shared/place'
import { momentOf, type WallTime } from './zone'

/** What the resident has said so far. Empty texts mean nothing was said. */
export interface Ask {
  service: string | null
  words: string
  danger: boolean
  /** The step whose words spoke of danger; the form stays there, so that nobody is cut short. */
  toldIn: Step | null
  location: GeoPoint | null
  area: string | null
  address: string
  when: 'now' | 'today' | 'pick'
  /** Wall-clock time in the station's zone, for `today` and `pick`. */
  at: WallTime
  language: string | null
  gender: Gender
  /** Of the person in need; null: not told. */
  ageBand: string | null
  alias: string
  contact: string
}

export type Step = 'need' | 'place' | 'time' | 'you'

export const steps: readonly Step[] = ['need', 'place', 'time', 'you']

/** The limits of the contract `RequestDraft`; the server holds them too. */
export const limits = { words: 2000, address: 300, alias: 60, contact: 100, daysAhead: 60 } as const

const crisis = 'crisis-intervention'
const unsure = 'social-work'

export function emptyAsk(): Ask {
  return {
    service: null, words: '', danger: false, toldIn: null, location: null, area: null, address: '',
    when: 'now', at: '', language: null, gender: 'Any', ageBand: null, alias: '', contact: '',
  }
}

/** In danger only the place is asked: every further question costs time. Whoever told of it in words goes on from there. */
export function stepsOf(ask: Ask): readonly Step[] {
  if (!ask.danger) return steps
  return ask.toldIn === 'you' ? steps : ask.toldIn === null ? ['place'] : ['need', 'place']
}

/** What is missing or wrong in one step, as codes of the locale files. */
export function problemsOf(step: Step, ask: Ask, zone: string, now: number): string[] {
  switch (step) {
    case 'need':
      return ask.service || ask.danger || ask.words.trim() ? tooLong('words', ask.words) : ['needMissing']
    case 'place':
      return [...(ask.location || ask.area ? [] : ['placeMissing']), ...tooLong('address', ask.address)]
    case 'time':
      return ask.when === 'now' || ask.danger ? [] : timeProblems(momentOf(zone, ask.at), now)
    case 'you':
      return [...tooLong('words', ask.words), ...tooLong('alias', ask.alias), ...tooLong('contact', ask.contact)]
  }
}

function tooLong(field: 'words' | 'address' | 'alias' | 'contact', text: string): string[] {
  return text.trim().length > limits[field] ? [`${field}TooLong`] : []
}

function timeProblems(at: number, now: number): string[] {
  if (Number.isNaN(at)) return ['timeMissing']
  if (at < now - 15 * 60_000) return ['timePast']
  return at > now + limits.daysAhead * 86_400_000 ? ['timeFar'] : []
}

/** The first step that still needs something; null when all may be sent. */
export function firstOpenStep(ask: Ask, zone: string, now: number): Step | null {
  return stepsOf(ask).find((step) => problemsOf(step, ask, zone, now).length > 0) ?? null
}

/** The body of `POST /api/requests`. Fields that were not said are left out, so that a repetition has the same body. */
export function toRequest(ask: Ask, zone: string, services: readonly ServiceView[]): RequestDraft {
  const text = (value: string) => value.trim() || undefined
  return {
    service: serviceFor(ask, services),
    description: text(ask.words),
    languages: ask.language ? [ask.language] : undefined,
    location: ask.location ?? undefined,
    area: ask.location ? undefined : (ask.area ?? undefined),
    address: text(ask.address),
    startsAt: ask.when === 'now' || ask.danger ? undefined : new Date(momentOf(zone, ask.at)).toISOString(),
    gender: ask.gender === 'Any' ? undefined : ask.gender,
    ageBand: ask.ageBand ?? undefined,
    alias: text(ask.alias),
    contact: text(ask.contact),
    channel: 'Web',
    riskCue: ask.danger || undefined,
  }
}

function serviceFor(ask: Ask, services: readonly ServiceView[]): string {
  const has = (code: string) => services.some((service) => service.code === code)
  if (ask.service) return ask.service
  return ask.danger && has(crisis) ? crisis : has(unsure) ? unsure : (services[0]?.code ?? '')
}

/**
 * Services that fit plain words, best first: one point per keyword found. `keywords` maps a service code to words parted by spaces
 * (locale files). Nothing found: the social worker, who listens first.
 */
export function suggest(words: string, services: readonly ServiceView[], keywords: (code: string) => string): string[] {
  const said = words.normalize('NFKC').toLowerCase()
  const points = (code: string) => keywords(code).split(' ').filter((word) => word && said.includes(word)).length
  const found = services
    .map((service) => ({ code: service.code, points: points(service.code) }))
    .filter((hit) => hit.points > 0)
    .sort((a, b) => b.points - a.points || a.code.localeCompare(b.code))
    .slice(0, 3)
    .map((hit) => hit.code)
  return found.length > 0 ? found : services.some((service) => service.code === unsure) ? [unsure] : []
}

/** Services as residents look for them: the need first, not the organisation. */
export const needGroups: readonly { key: string; codes: readonly string[] }[] = [
  { key: 'company', codes: ['escort', 'home-visit', 'phone-visit', 'home-check'] },
  { key: 'home', codes: ['home-help', 'nursing-aide', 'social-work', 'legal-advice'] },
  { key: 'heart', codes: ['supportive-counselling', 'counselling', 'psychological-support', 'mental-health-guidance', 'psychotherapy'] },
]

/** The groups with the services that the catalogue knows; whatever is in no group comes last. */
export function groupServices(services: readonly ServiceView[]): { key: string; services: ServiceView[] }[] {
  const byCode = new Map(services.map((service) => [service.code, service]))
  const named = needGroups.map((group) => ({
    key: group.key,
    services: group.codes.flatMap((code) => byCode.get(code) ?? []),
  }))
  const placed = new Set([...needGroups.flatMap((group) => group.codes), crisis])
  return [...named, { key: 'more', services: services.filter((service) => !placed.has(service.code)) }].filter(
    (group) => group.services.length > 0,
  )
}

/** The station whose circle would take a place: of the area, or the nearest centre. */
export function stationFor(ask: Ask, stations: readonly StationView[]): StationView | null {
  if (ask.location) return nearest(ask.location, stations, (station) => station.centre)?.item ?? null
  return stations.find((station) => station.areas.some((area) => area.code === ask.area)) ?? null
}
