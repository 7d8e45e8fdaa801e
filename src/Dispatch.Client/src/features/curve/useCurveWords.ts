import { useI18n } from 'vue-i18n'
import type { CurveEvent } from '@/shared/api/curveTypes'

/** Weeks, rates and events in the language in use. */
export function useCurveWords() {
  const { t, locale } = useI18n()
  const format = (day: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale.value, { ...options, timeZone: 'UTC' }).format(Date.parse(day))
  const dayText = (day: string): string => format(day, { month: 'short', day: 'numeric' })
  const dateText = (day: string): string => format(day, { year: 'numeric', month: 'short', day: 'numeric' })
  const weekText = (week: string): string => t('curve.weekOf', { day: dateText(week) })
  const rateText = (value: number): string => new Intl.NumberFormat(locale.value, { maximumSignificantDigits: 3 }).format(value)
  const eventText = (event: CurveEvent): string =>
    `${event.number}. ${dateText(event.day)} · ${t(`curve.kind.${event.kind}`)}${event.words ? ` · ${event.words}` : ''}`
  return { dayText, dateText, weekText, rateText, eventText }
}
