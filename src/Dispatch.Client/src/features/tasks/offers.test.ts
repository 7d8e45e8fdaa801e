import { describe, expect, test } from 'vitest'
import type { OfferView } from '@/shared/api/types'
import english from '../../locales/en/tasks.json'
import { countdown, foldOffer, isKindEnd, laterTimes, reasons, sortOffers, wireCode } from './offers'

const sent = '2026-05-01T02:00:00Z'
const start = Date.parse(sent)

function offer(id: string, more: Partial<OfferView> = {}): OfferView {
  return {
    id, requestId: `r-${id}`, state: 'Pending', service: 'escort', level: 'General', lane: 'Ordinary', area: null, distanceMetres: null,
    travelMinutes: null, remote: false, startsAt: sent, minutes: 60, skills: [], languages: [], sentAt: sent,
    expiresAt: '2026-05-01T02:02:00Z', wave: 1, why: [], code: null, ...more,
  }
}

describe('Sort', () => {
  test('Sort_GravestFirst_ThenWhatRunsOutFirst', () => {
    const list = [
      offer('calm'), offer('soon', { expiresAt: '2026-05-01T02:01:00Z' }), offer('serious', { level: 'Serious' }), offer('high', { level: 'HighRisk' }),
    ]
    expect(sortOffers(list).map((item) => item.id)).toEqual(['high', 'serious', 'soon', 'calm'])
  })

  test('Sort_Equal_GoesByIdSoThatNothingJumps', () => {
    expect(sortOffers([offer('b'), offer('a')]).map((item) => item.id)).toEqual(['a', 'b'])
  })
})

test('Fold_AnOfferNoLongerPending_LeavesTheList', () => {
  const held = [offer('a'), offer('b')]
  expect(foldOffer(held, offer('a', { state: 'Withdrawn' })).map((item) => item.id)).toEqual(['b'])
  expect(foldOffer(held, offer('a', { minutes: 90 }))).toHaveLength(2)
})

describe('Countdown', () => {
  test.each([
    [0, 120, false, false],
    [95_999, 25, false, false],
    [96_000, 24, true, false],
    [119_999, 1, true, false],
    [120_000, 0, false, true],
    [500_000, 0, false, true],
  ])('Countdown_AroundItsBounds %i ms', (after, seconds, hurry, over) => {
    const left = countdown(sent, '2026-05-01T02:02:00Z', start + after)
    expect([left.seconds, left.hurry, left.over]).toEqual([seconds, hurry, over])
  })

  test('Countdown_OfALongOffer_HurriesInItsLastTenSecondsOrFifth', () => {
    expect(countdown(sent, '2026-05-01T02:00:30Z', start + 20_000).hurry).toBe(true)
  })

  test('Countdown_APhoneClockBehindTheServers_NeverShowsMoreThanAll', () => {
    expect(countdown(sent, '2026-05-01T02:02:00Z', start - 60_000)).toMatchObject({ share: 1, seconds: 120 })
  })
})

test('Later_TimesOffered_AreHalfHoursAtLeastHalfAnHourAhead', () => {
  const times = laterTimes(Date.parse('2026-05-01T02:10:00Z'))
  expect(new Date(times[0] ?? 0).toISOString()).toBe('2026-05-01T03:00:00.000Z')
  expect(times).toHaveLength(6)
})

test('Code_OfAViewAndOfAProblem_AreOne', () => {
  expect(wireCode('OfferLapsed')).toBe('offer.lapsed')
  expect(wireCode('IdempotencyKeyReused')).toBe('idempotency.key-reused')
  expect(wireCode('offer.taken')).toBe('offer.taken')
  expect(isKindEnd('OfferTaken')).toBe(true)
  expect(isKindEnd('responder.full')).toBe(false)
})

test('Reasons_OnlyWhatSpeaksForThePerson_IsSaidAtMostThree', () => {
  const why = [
    { code: 'travel', value: 45, points: -45 },
    { code: 'continuity', value: 1, points: 8 },
    { code: 'fairness', value: 20, points: 5 },
    { code: 'load', value: 0, points: 0 },
    { code: 'station', value: 1, points: 4 },
    { code: 'team', value: 0, points: 0 },
    { code: 'unheard-of', value: 1, points: 1 },
  ]
  const said = reasons({ why, remote: false })
  expect(said.map((reason) => reason.key)).toEqual(['continuity', 'fairness', 'load'])
  said.forEach((reason) => expect(english.why).toHaveProperty(reason.key))
})
