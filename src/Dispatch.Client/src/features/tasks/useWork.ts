import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { announce, announceUrgent } from '@/shared/a11y/announce'
import { useCatalogue } from '@/shared/api/catalogue'
import type { ContactResult } from '@/shared/api/careTypes'
import { post, Refusal } from '@/shared/api/http'
import type { OfferView } from '@/shared/api/types'
import { session } from '@/shared/session'
import { serverNow } from '@/shared/time/clock'
import { countdown } from './offers'
import { ring } from './ring'
import { useResponder } from './useResponder'

/** A responder's page: its world, made audible. */
export function useWork() {
  const { t } = useI18n()
  const { stations, serviceName, areaName } = useCatalogue()
  const responder = useResponder(session.value?.account ?? '', received)
  const zone = computed(() => stations.value.find((station) => station.id === responder.me.value?.stationId)?.timeZone)

  function received(offer: OfferView): void {
    const about = { service: serviceName(offer.service), area: offer.area ? areaName(offer.area) : t('tasks.offers.remote') }
    ring(offer, t('tasks.ring.title'), t('tasks.ring.body', about))
    const spoken = t('tasks.offers.new', { ...about, seconds: countdown(offer.sentAt, offer.expiresAt, serverNow()).seconds })
    if (offer.level === 'HighRisk') announceUrgent(spoken)
    else announce(spoken)
  }

  async function raise(requestId: string, reason: string): Promise<void> {
    await post(`/api/requests/${encodeURIComponent(requestId)}/raise`, { to: 'HighRisk', reason }, { attempts: 3 })
    responder.tell('end.raised', 'good')
    await responder.load()
  }

  /** The word whether a person was reached ends the task; pressing again after a lost answer says the same once more. */
  async function reached(requestId: string, result: ContactResult): Promise<void> {
    try {
      await post(`/api/requests/${encodeURIComponent(requestId)}/reached`, { result }, { attempts: 3 })
      responder.tell('end.step.completed', 'good')
    } catch (error) {
      responder.tell(error instanceof Refusal ? `end.${error.code}` : 'end.reachedLost', 'sorry')
    }
    await responder.load()
  }

  return { ...responder, zone, raise, reached }
}
