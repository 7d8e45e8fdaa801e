import { describe, expect, test } from 'vitest'
import type { ServiceView, StationView } from '@/shared/api/types'
import { emptyAsk, firstOpenStep, groupServices, problemsOf, stationFor, stepsOf, suggest, toRequest, type Ask } from './ask'

const zone = 'Asia/Shanghai'
const now = Date.parse('2026-05-01T02:00:00Z')

function service(code: string, more: Partial<ServiceView> = {}): ServiceView {
  return {
    code, nameZh: code, nameEn: code, group: 'contact', descriptionZh: '', descriptionEn: '', level: 'General',
    kinds: ['Volunteer'], skills: [], trainedOnly: false, minutes: 60, remote: false, otherMode: false, referralOnly: false, ofCase: false, psychological: false, ...more,
  }
}

const services = ['escort', 'home-help', 'social-work', 'crisis-intervention', 'environment'].map((code) => service(code))
const asking = (said: Partial<Ask>): Ask => ({ ...emptyAsk(), ...said })

describe('Steps', () => {
  test('Steps_InDanger_AskOnlyForThePlace', () => {
    expect(stepsOf(asking({ danger: true }))).toEqual(['place'])
  })

  test('Steps_InDangerToldInWords_StayWithTheWordsAndAskForThePlace', () => {
    expect(stepsOf(asking({ danger: true, toldIn: 'need' }))).toEqual(['need', 'place'])
    expect(stepsOf(asking({ danger: true, toldIn: 'you' }))).toContain('you')
  })

  test('Steps_OwnWordsAlone_AreEnoughForTheNeed', () => {
    expect(firstOpenStep(asking({ words: '心里难受' }), zone, now)).toBe('place')
    expect(firstOpenStep(asking({ words: '   ' }), zone, now)).toBe('need')
  })

  test('Steps_NothingSaid_StartWithTheNeed', () => {
    expect(firstOpenStep(emptyAsk(), zone, now)).toBe('need')
  })

  test('Steps_ServicePlaceAndNow_AreEnough', () => {
    expect(firstOpenStep(asking({ service: 'escort', area: 'HI-1' }), zone, now)).toBeNull()
  })
})

describe('Problems', () => {
  test('Problems_NoPlace_AreTold', () => {
    expect(problemsOf('place', emptyAsk(), zone, now)).toEqual(['placeMissing'])
  })

  test.each([
    ['', ['timeMissing']],
    ['2026-05-01T09:44', ['timePast']],
    ['2026-05-01T09:45', []],
    ['2026-06-30T10:00', []],
    ['2026-06-30T10:01', ['timeFar']],
  ])('Problems_AroundTheBoundsOfTime %s', (at, problems) => {
    expect(problemsOf('time', asking({ when: 'pick', at }), zone, now)).toEqual(problems)
  })

  test('Problems_TextsBeyondTheirLimits_AreTold', () => {
    expect(problemsOf('you', asking({ words: 'x'.repeat(2001), alias: 'x'.repeat(61), contact: 'x'.repeat(101) }), zone, now)).toEqual([
      'wordsTooLong', 'aliasTooLong', 'contactTooLong',
    ])
    expect(problemsOf('place', asking({ area: 'a', address: 'x'.repeat(300) }), zone, now)).toEqual([])
  })
})

describe('Request', () => {
  test('Request_OnlyTheLeastSaid_HoldsNothingElse', () => {
    const draft = toRequest(asking({ service: 'escort', area: 'HI-1', address: '  ' }), zone, services)
    expect(JSON.parse(JSON.stringify(draft))).toEqual({ service: 'escort', area: 'HI-1', channel: 'Web' })
  })

  test('Request_InOwnWordsAlone_GoesToTheSocialWorkerWhoListens', () => {
    expect(toRequest(asking({ words: '心里难受', area: 'a' }), zone, services)).toMatchObject({ service: 'social-work', description: '心里难受' })
  })

  test('Request_LocationAndArea_SendsTheLocationAlone', () => {
    const draft = toRequest(asking({ service: 'escort', area: 'HI-1', location: { lat: 18, lon: 109 } }), zone, services)
    expect(draft.area).toBeUndefined()
    expect(draft.location).toEqual({ lat: 18, lon: 109 })
  })

  test('Request_ATimeChosen_IsSentInUtc', () => {
    expect(toRequest(asking({ service: 'escort', area: 'a', when: 'pick', at: '2026-05-02T09:30' }), zone, services).startsAt).toBe('2026-05-02T01:30:00.000Z')
  })

  test('Request_InDanger_GoesToTheCrisisServiceNowWhateverTimeWasChosen', () => {
    const draft = toRequest(asking({ danger: true, area: 'a', when: 'pick', at: '2026-05-02T09:30' }), zone, services)
    expect(draft).toMatchObject({ service: 'crisis-intervention', riskCue: true })
    expect(draft.startsAt).toBeUndefined()
  })
})

describe('Suggest', () => {
  const keywords = (code: string) => ({ escort: '医院 陪', 'home-help': '买菜 陪' })[code] ?? ''

  test('Suggest_WordsThatFitSeveral_NamesTheBestFirst', () => {
    expect(suggest('想有人陪我去医院', services, keywords)).toEqual(['escort', 'home-help'])
  })

  test('Suggest_NothingFits_NamesTheSocialWorkerWhoListens', () => {
    expect(suggest('不知道怎么说', services, keywords)).toEqual(['social-work'])
    expect(suggest('不知道怎么说', [service('escort')], keywords)).toEqual([])
  })
})

test('Groups_EveryService_StandsOnceAndCrisisOnlyBehindTheSwitch', () => {
  const codes = groupServices(services).flatMap((group) => group.services.map((item) => item.code))
  expect([...codes].sort()).toEqual(['environment', 'escort', 'home-help', 'social-work'])
})

test('Station_OfALocation_IsTheNearestAndOfAnAreaTheOneThatHasIt', () => {
  const station = (id: string, lat: number): StationView => ({
    id, nameZh: id, nameEn: id, kind: '', centre: { lat, lon: 109 }, radiusMetres: 1, timeZone: zone,
    areas: [{ code: `${id}-1`, nameZh: '', nameEn: '', centre: { lat, lon: 109 } }],
  })
  const stations = [station('north', 22), station('south', 18)]
  expect(stationFor(asking({ location: { lat: 18.5, lon: 109 } }), stations)?.id).toBe('south')
  expect(stationFor(asking({ area: 'north-1' }), stations)?.id).toBe('north')
  expect(stationFor(emptyAsk(), stations)).toBeNull()
})
