import { useI18n } from 'vue-i18n'
import { useCatalogue } from '@/shared/api/catalogue'
import type { MeasureUnit } from '@/shared/api/insightTypes'
import { spanText } from './days'
import { amountOf, isSpan } from './insight'

/** Names of values and numbers as they are read. */
export function useWords() {
  const { t, te, locale } = useI18n()
  const { serviceName, areaName, stationName } = useCatalogue()
  const said = (key: string, code: string): string => (te(key) ? t(key) : code)

  function valueName(facet: string, key: string | null): string {
    if (key === null) return t('insight.notStated')
    if (isSpan(facet)) return spanText(facet, key, locale.value)
    switch (facet) {
      case 'station':
        return stationName(key)
      case 'community':
        return areaName(key)
      case 'service':
        return serviceName(key)
      default:
        return said(`insight.${facet}.${key}`, key)
    }
  }

  function amountText(value: number, unit: MeasureUnit): string {
    const { n, as } = amountOf(value, unit)
    const written = new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }).format(n)
    return as === 'plain' ? written : t(`insight.${as}`, { n: written })
  }

  const actionName = (code: string): string => said(`insight.action.${code}`, code)
  const actorName = (code: string): string => said(`insight.who.${code}`, code)
  const roleName = (code: string | null): string => (code ? said(`insight.role.${code}`, code) : '')
  return { valueName, amountText, actionName, actorName, roleName }
}
