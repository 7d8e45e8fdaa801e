import { expect, test } from 'vitest'
import type { ChatMessage } from '@/shared/api/chatTypes'
import { fold, seenUpto, stillWaiting, tidy, tryAgainMs } from './chat'

const line = (number: number, from: ChatMessage['from'] = 'Resident', clientId: string | null = null): ChatMessage => ({
  number, from, at: '2026-05-01T04:00:00Z', text: `line ${number}`, event: null, by: null, clientId,
})

test('Lines_ThatComeTwice_AreThereOnceInOrder', () => {
  expect(fold([line(1), line(2)], [line(2), line(3)]).map((each) => each.number)).toEqual([1, 2, 3])
  expect(fold([], []).length).toBe(0)
})

test('Outbox_OnceTheLineIsThere_LetsTheMessageGo', () => {
  const waiting = [{ id: 'a', text: 'one', code: null }, { id: 'b', text: 'two', code: null }]
  expect(stillWaiting(waiting, [line(1, 'Resident', 'a')]).map((each) => each.id)).toEqual(['b'])
})

test('SeenMark_OfTheOtherSide_StandsAtTheNewestOwnLineBelowIt', () => {
  expect(seenUpto([line(1), line(2, 'Counsellor'), line(3)], 2, 'Resident')).toBe(1)
  expect(seenUpto([line(1, 'Counsellor')], 9, 'Resident')).toBe(0)
})

test('Trying_AgainAndAgain_BecomesSlowerAndObeysTheServer', () => {
  expect([1, 2, 3, 9].map((failures) => tryAgainMs(failures, null))).toEqual([1_000, 2_000, 4_000, 10_000])
  expect(tryAgainMs(9, 3)).toBe(3_000)
})

test('Words_WithTabsAndStrangeLineEnds_AreTidied', () => {
  expect(tidy(' a\tb\r\nc\u0007 ')).toBe('a b\nc')
  expect(tidy(' \n\t ')).toBe('')
})
