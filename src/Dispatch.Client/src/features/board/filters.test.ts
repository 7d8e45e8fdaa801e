import { expect, test } from 'vitest'
import { filtersFrom, isFiltering, passes, queryFrom } from './filters'
import { aRow } from './samples'

test('Filters_ThroughTheAddress_ComeBackTheSame', () => {
  const filters = filtersFrom({ station: 'zhuoda', level: 'HighRisk,Serious', state: 'Unfilled', service: 'escort', q: '丹州' })
  expect(filtersFrom(queryFrom(filters))).toEqual(filters)
})

test('Filters_UnknownValuesInTheAddress_AreIgnored', () => {
  const filters = filtersFrom({ level: 'Fatal', state: 'Confirmed', q: ['a', 'b'] })
  expect(isFiltering(filters)).toBe(false)
})

test.each([
  ['no filter', {}, true],
  ['own level', { level: 'General' }, true],
  ['other level', { level: 'Serious' }, false],
  ['other station', { station: 'fucheng' }, false],
  ['two states', { state: 'Offered,Matching' }, true],
  ['full-width text', { q: 'ＥＳＣＯＲＴ 丹州' }, true],
  ['a word that is missing', { q: '丹州 夜间' }, false],
])('Filters_%s', (_situation, query, expected) => {
  expect(passes(aRow('r'), filtersFrom(query), () => ['Escort', '丹州社区'])).toBe(expected)
})
