import { expect, test } from 'vitest'
import type { CandidateView } from '@/shared/api/types'
import { tellingFactors, verdictOf, widestPoints } from './candidates'

function aCandidate(changes: Partial<CandidateView>): CandidateView {
  const plain = { responderId: 'v1', name: '志愿者甲一', kind: 'Volunteer' as const, stationId: 'zhuoda', distanceMetres: 300, travelMinutes: 5 }
  return { ...plain, eligible: true, score: 0, why: [], whyNot: [], ...changes }
}

test.each<[string, Partial<CandidateView>, string]>([
  ['passes all', {}, 'free'],
  ['off duty only', { eligible: false, whyNot: ['duty', 'range'] }, 'reason'],
  ['off duty and full', { eligible: false, whyNot: ['duty', 'capacity'] }, 'never'],
  ['danger to life', { eligible: false, whyNot: ['risk'] }, 'never'],
])('Verdict_%s', (_situation, changes, expected) => {
  expect(verdictOf(aCandidate(changes))).toBe(expected)
})

test('Factors_WithoutPoints_AreNotTold', () => {
  const why = [
    { code: 'team', value: 0, points: 0 },
    { code: 'station', value: 1, points: 4 },
    { code: 'travel', value: 12, points: -12 },
  ]
  expect(tellingFactors(aCandidate({ why })).map((factor) => factor.code)).toEqual(['travel', 'station'])
  expect(widestPoints([aCandidate({ why })])).toBe(12)
})
