import { ref, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { announce, announceUrgent } from '@/shared/a11y/announce'
import { useCatalogue } from '@/shared/api/catalogue'
import type { BoardRow } from '@/shared/api/types'
import { useSound } from '@/shared/live/useSound'
import { alertsBetween, type Watched } from './alerts'

const repeatMs = 30_000

/** Calls for the operator: once when a request comes to need a hand, and again every 30 s while an emergency is in nobody's hands and unopened. */
export function useAlerts(rows: Ref<BoardRow[]>, loaded: Ref<boolean>, now: Ref<number>, openId: Ref<string>) {
  const { t } = useI18n()
  const { serviceName, areaName } = useCatalogue()
  const { play } = useSound()
  const seen = ref(new Set<string>())
  let before: Map<string, Watched> | null = null
  let lastAlarmAt = 0

  watch(openId, (id) => id && seen.value.add(id), { immediate: true })

  watch([rows, () => Math.floor(now.value / 1000)], () => {
    if (!loaded.value) return
    const { after, alerts } = alertsBetween(before, rows.value, now.value, seen.value)
    const first = before === null
    before = after
    for (const { row, what } of first ? [] : alerts) {
      const text = t(`board.alert.${what}`, { service: serviceName(row.service), area: row.area ? areaName(row.area) : '' })
      if (what === 'emergency') announceUrgent(text)
      else announce(text)
    }
    sound(alerts.map((alert) => alert.what), [...after.values()].some((watched) => watched.calls))
  })

  function sound(whats: string[], calls: boolean): void {
    if (whats.includes('emergency') || (calls && now.value - lastAlarmAt >= repeatMs)) {
      lastAlarmAt = now.value
      play('alarm')
    } else if (whats.length > 0) play('hand')
  }
}
