import { expect, test } from 'vitest'
import type { QuestionnaireView, ScreeningOutcome } from '@/shared/api/screeningTypes'
import { answers, asked, bandOf, languageFor, missing, wordsOf } from './screening'

const choices = [{ code: 'no', text: 'No' }, { code: 'yes', text: 'Yes' }]
const form: QuestionnaireView = {
  code: 'syn', version: '1', language: 'en', title: 'Invented', lead: '',
  questions: [
    { id: 'a', text: 'First?', choices, askedWhenQuestion: null, askedWhenChoice: null },
    { id: 'b', text: 'Then?', choices, askedWhenQuestion: 'a', askedWhenChoice: 'yes' },
  ],
}

test('Question_ThatDependsOnAnother_IsAskedOnlyAfterThatAnswer', () => {
  expect(asked(form, {}).map((each) => each.id)).toEqual(['a'])
  expect(asked(form, { a: 'yes' }).map((each) => each.id)).toEqual(['a', 'b'])
})

test('Answers_ToQuestionsNoLongerAsked_AreNotSent', () => {
  expect(answers(form, { a: 'no', b: 'yes' })).toEqual([{ question: 'a', choice: 'no' }])
  expect(missing(form, { a: 'yes' })?.id).toBe('b')
  expect(missing(form, { a: 'no' })).toBeNull()
})

test('Result_WithoutItsScale_ShowsCodesInsteadOfNothing', () => {
  const outcome = { screening: { result: { items: [{ question: 'a', choice: 'yes', score: 1 }], score: 1, band: 'low', danger: ['a'] } }, scale: null, questions: null } as unknown as ScreeningOutcome
  expect(bandOf(outcome, 'en')).toBe('low')
  expect(wordsOf(outcome)).toEqual([{ id: 'a', question: 'a', answer: 'yes', score: 1, grave: true }])
  expect(wordsOf({ ...outcome, questions: form })[0]?.answer).toBe('Yes')
})

test('Language_OfAnInstrument_IsTheReadersWhereItsWordingIsThere', () => {
  const instrument = { languages: ['zh-CN', 'en'] } as Parameters<typeof languageFor>[0]
  expect(languageFor(instrument, 'en')).toBe('en')
  expect(languageFor({ ...instrument, languages: ['zh-CN'] }, 'en')).toBe('zh-CN')
  expect(languageFor({ ...instrument, languages: [] }, 'en')).toBe('')
})
