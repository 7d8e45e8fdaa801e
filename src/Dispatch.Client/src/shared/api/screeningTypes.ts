// Screenings, mirroring the records of src/Dispatch.Contracts/Care and Screenings.

import type { Instant } from './types'

export interface InstrumentView {
  code: string
  version: string
  titleZh: string
  titleEn: string
  languages: string[]
  source: string
  licenceZh: string
  licenceEn: string
  reviewZh: string
  reviewEn: string
  least: number
  most: number
  bands: BandView[]
}

export interface BandView {
  code: string
  from: number
  to: number
  nameZh: string
  nameEn: string
}

export interface QuestionnaireView {
  code: string
  version: string
  language: string
  title: string
  lead: string
  questions: QuestionView[]
}

export interface QuestionView {
  id: string
  text: string
  choices: ChoiceView[]
  askedWhenQuestion: string | null
  askedWhenChoice: string | null
}

export interface ChoiceView {
  code: string
  text: string
}

export interface ScreeningAnswer {
  question: string
  choice: string
}

export interface ScreeningStatus {
  number: number
  instrument: string
  titleZh: string
  titleEn: string
  language: string
  askedAt: Instant
  askedBy: string | null
  answeredAt: Instant | null
  answeredBy: string | null
  decidedAt: Instant | null
  decidedBy: string | null
}

export interface ScreeningReceipt {
  answeredAt: Instant
  danger: boolean
}

export interface ScreeningItem {
  question: string
  choice: string
  score: number
}

export interface ScreeningResult {
  items: ScreeningItem[]
  score: number
  band: string
  danger: string[]
}

export interface ScreeningView {
  id: string
  instrument: string
  version: string
  language: string
  askedBy: string
  askedAt: Instant
  answeredBy: string | null
  answeredAt: Instant | null
  result: ScreeningResult | null
  decidedBy: string | null
  decidedAt: Instant | null
  decision: string | null
}

export interface ScreeningOutcome {
  screening: ScreeningView
  scale: InstrumentView | null
  questions: QuestionnaireView | null
}
