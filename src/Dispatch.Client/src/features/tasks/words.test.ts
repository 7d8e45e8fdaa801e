import { expect, test } from 'vitest'
import { answerTo, bodyOf, enqueue, fresh, parseWords, pathOf, settle, waitingFor, type Word } from './words'

const accept: Word = { kind: 'answer', id: 'o1', answer: 'accept', note: null, at: null, key: 'k1', givenAt: 1000 }
const setOut: Word = { kind: 'step', id: 'r1', step: 'enRoute', key: 'k2', givenAt: 2000 }

test('Words_ASecondAnswerToTheSameOffer_ChangesNothing', () => {
  expect(enqueue([accept], { ...accept, answer: 'decline', key: 'k9' })).toEqual([accept])
})

test('Words_TheNextStepOfTheSameTask_WaitsBehindTheFirst', () => {
  const words = enqueue([setOut], { ...setOut, step: 'onSite', key: 'k3' })
  expect(words.map((word) => word.key)).toEqual(['k2', 'k3'])
  expect(enqueue(words, { ...setOut, key: 'k4' })).toHaveLength(2)
})

test('Words_WaitingToGoOut_AreShownAsSuchAndNeverAsDone', () => {
  expect(answerTo([accept, setOut], 'o1')).toBe('accept')
  expect(answerTo([accept, setOut], 'r1')).toBeNull()
  expect(waitingFor([accept, setOut], 'r1')).toBe('enRoute')
  expect(waitingFor([{ kind: 'handback', id: 'r1', reason: 'x', key: 'k', givenAt: 0 }], 'r1')).toBe('handback')
})

test('Words_AnsweredByTheServer_LeaveTheQueue', () => {
  expect(settle([accept, setOut], 'k1')).toEqual([setOut])
})

test('Words_OlderThanADay_AreDropped', () => {
  expect(fresh([accept], 1000 + 86_399_999)).toHaveLength(1)
  expect(fresh([accept], 1000 + 86_400_000)).toHaveLength(0)
})

test.each([null, '', '{', '{"a":1}', '[1,null,{"id":"x"}]'])('Words_StoredAsSomethingElse_AreNone %s', (text) => {
  expect(parseWords(text)).toEqual([])
})

test('Words_StoredAndRead_AreTheSame', () => {
  expect(parseWords(JSON.stringify([accept, setOut]))).toEqual([accept, setOut])
})

test('Words_OnTheirWay_GoToTheRoutesOfTheApi', () => {
  expect([pathOf(accept), bodyOf(accept)]).toEqual(['/api/offers/o1/answer', { answer: 'accept', note: null, at: null }])
  expect([pathOf(setOut), bodyOf(setOut)]).toEqual(['/api/requests/r1/progress', { step: 'enRoute' }])
  expect(pathOf({ ...accept, id: 'a/b' })).toBe('/api/offers/a%2Fb/answer')
})
