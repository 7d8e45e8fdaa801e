import { expect, test } from 'vitest'
import type { RequestState } from '@/shared/api/types'
import { allowedActions, levelsAbove } from './actions'
import { changesBetween } from './changes'
import { perhapsTheSame } from './duplicates'
import { aRow, aView, noonMs, noonPlus } from './samples'

test.each<[RequestState, string[]]>([
  ['Unfilled', ['cancel', 'dispatch', 'own', 'raise', 'refer', 'widen']],
  ['Assigned', ['cancel', 'own', 'raise', 'refer']],
  ['Completed', ['own', 'refer']],
  ['Confirmed', []],
])('Actions_%s', (state, expected) => {
  expect([...allowedActions(aView({ state }), 'somebody')].sort()).toEqual(expected)
})

test('Actions_PausedRequest_IsReleasedAndNotWidened', () => {
  const allowed = allowedActions(aView({ state: 'Matching', pausedAt: noonPlus(0) }), 'somebody')
  expect([allowed.has('release'), allowed.has('widen')]).toEqual([true, false])
})

test('Actions_OwnRequest_CannotBeTakenOverAgain', () => {
  expect(allowedActions(aView({ owner: 'me' }), 'me').has('own')).toBe(false)
})

test('Level_AtTheDesk_OnlyRises', () => {
  expect(levelsAbove('Serious')).toEqual(['HighRisk'])
  expect(levelsAbove('HighRisk')).toEqual([])
})

test('Changes_WhileTheOperatorDecided_AreNamed', () => {
  const before = aView({ state: 'Offered' })
  const after = aView({
    state: 'Assigned',
    wave: 2,
    assignments: [{ responderId: 'v1', name: '志愿者甲一', kind: 'Volunteer', state: 'Accepted', lead: true, acceptedAt: noonPlus(0), deadline: null }],
  })
  expect(changesBetween(before, after)).toEqual([
    { what: 'state', from: 'Offered', to: 'Assigned' },
    { what: 'assignment', name: '志愿者甲一', from: '', to: 'Accepted' },
    { what: 'wave', from: '1', to: '2' },
  ])
  expect(changesBetween(before, before)).toEqual([])
})

test('Duplicates_SameServiceAreaAndHalfHour_AreHintedAt', () => {
  const rows = [aRow('same'), aRow('old', { submittedAt: noonPlus(-3_600) }), aRow('other', { service: 'home-visit' }), aRow('far', { area: 'x' })]
  expect(perhapsTheSame(rows, 'escort', 'HI-SY-JY-ZD-DZ', noonMs).map((row) => row.id)).toEqual(['same'])
  expect(perhapsTheSame(rows, 'escort', '', noonMs)).toEqual([])
})
