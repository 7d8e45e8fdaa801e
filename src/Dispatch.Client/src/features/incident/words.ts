import { useI18n } from 'vue-i18n'
import type { IncidentKind, StaffCallRow } from '@/shared/api/incidentTypes'

/** How far somebody who was called is. */
export function reached(row: StaffCallRow): 'called' | 'seen' | 'coming' | 'arrived' | 'cannot' {
  return row.cannotAt ? 'cannot' : row.arrivedAt ? 'arrived' : row.comingAt ? 'coming' : row.seenAt ? 'seen' : 'called'
}

/** The name of a kind in the language of the page. */
export function useKinds() {
  const { locale } = useI18n()
  return (kinds: IncidentKind[] | undefined, code: string): string => {
    const kind = kinds?.find((each) => each.code === code)
    return kind ? (locale.value === 'en' ? kind.nameEn : kind.nameZh) : code
  }
}
