import type { InstrumentView, QuestionnaireView, QuestionView, ScreeningAnswer, ScreeningOutcome } from '@/shared/api/screeningTypes'

/** What was chosen so far, by question. */
export type Chosen = Record<string, string>

/** The questions that are asked, given what was chosen: some only after a certain answer to an earlier one. */
export function asked(form: QuestionnaireView, chosen: Chosen): QuestionView[] {
  return form.questions.filter((question) => question.askedWhenQuestion === null || chosen[question.askedWhenQuestion] === question.askedWhenChoice)
}

/** The first asked question without an answer; null: all are answered. */
export function missing(form: QuestionnaireView, chosen: Chosen): QuestionView | null {
  return asked(form, chosen).find((question) => chosen[question.id] === undefined) ?? null
}

/** The answers to send: to asked questions only, in their order. */
export function answers(form: QuestionnaireView, chosen: Chosen): ScreeningAnswer[] {
  return asked(form, chosen).flatMap((question) => {
    const choice = chosen[question.id]
    return choice === undefined ? [] : [{ question: question.id, choice }]
  })
}

/** Its title in the reader's language. */
export function titleOf(it: { titleZh: string; titleEn: string }, locale: string): string {
  return locale.startsWith('zh') ? it.titleZh : it.titleEn
}

/** The band's name in the reader's language; its code where the scale is installed no longer. */
export function bandOf(outcome: ScreeningOutcome, locale: string): string {
  const code = outcome.screening.result?.band ?? ''
  const band = outcome.scale?.bands.find((each) => each.code === code)
  return band ? (locale.startsWith('zh') ? band.nameZh : band.nameEn) : code
}

/** Question and answer in the words that were asked; codes where that version is installed no longer. */
export function wordsOf(outcome: ScreeningOutcome): { id: string; question: string; answer: string; score: number; grave: boolean }[] {
  return (outcome.screening.result?.items ?? []).map((item) => {
    const question = outcome.questions?.questions.find((each) => each.id === item.question)
    return {
      id: item.question,
      question: question?.text ?? item.question,
      answer: question?.choices.find((each) => each.code === item.choice)?.text ?? item.choice,
      score: item.score,
      grave: outcome.screening.result?.danger.includes(item.question) ?? false,
    }
  })
}

/** In which language an instrument is asked by default: the reader's own, where its wording is there. */
export function languageFor(instrument: InstrumentView, locale: string): string {
  return instrument.languages.find((language) => language.slice(0, 2) === locale.slice(0, 2)) ?? instrument.languages[0] ?? ''
}
