import type { OfferView } from '@/shared/api/types'
import { useSound } from '@/shared/live/useSound'

const { play } = useSound()

/** Makes itself heard: a tone, the phone's vibration, and a notice when the page is in the background. */
export function ring(offer: OfferView, title: string, body: string): void {
  const grave = offer.level === 'HighRisk'
  play(grave ? 'alarm' : 'offer')
  vibrate(grave ? [400, 150, 400, 150, 400] : [250, 120, 250])
  if (document.hidden) void notify(offer.id, title, body)
}

/** A second, softer call when time runs short. */
export function nudge(): void {
  play('hand')
  vibrate([200])
}

// Browsers allow it only after a first touch, and complain otherwise.
function vibrate(pattern: number[]): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern)
}

/** Asked when the person goes on duty: only then is it plain what the notices are for. */
export async function askToNotify(): Promise<void> {
  if ('Notification' in window && Notification.permission === 'default') await Notification.requestPermission().catch(() => undefined)
}

async function notify(tag: string, title: string, body: string): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const registration = await navigator.serviceWorker?.getRegistration()
  await registration?.showNotification(title, { body, tag, icon: '/icon-192.png' }).catch(() => undefined)
}
