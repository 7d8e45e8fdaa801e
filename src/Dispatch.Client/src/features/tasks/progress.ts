import type { GeoPoint, TaskView } from '@/shared/api/types'
import type { StepName } from './words'

/** The one next step of a task; null when there is none. Remote tasks are not travelled to. */
export function nextStep(task: Pick<TaskView, 'state' | 'remote'>): StepName | null {
  switch (task.state) {
    case 'Accepted':
      return task.remote ? 'onSite' : 'enRoute'
    case 'EnRoute':
      return 'onSite'
    case 'OnSite':
      return 'completed'
    default:
      return null
  }
}

/** Tasks that still ask something of the person. */
export function openTasks(tasks: readonly TaskView[]): TaskView[] {
  return sortTasks(tasks.filter((task) => nextStep(task) !== null))
}

/** Soonest start first, then by id so that nothing jumps. */
export function sortTasks(tasks: readonly TaskView[]): TaskView[] {
  return [...tasks].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || a.requestId.localeCompare(b.requestId))
}

/** A link the phone's own map opens (RFC 5870); nothing leaves the phone before it is tapped. */
export function mapLink(place: GeoPoint): string {
  return `geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}`
}

/** A contact becomes a link only if it can be dialled. */
export function callLink(contact: string): string | null {
  const number = contact.normalize('NFKC').replace(/[\s()-]/g, '')
  return /^\+?\d{3,15}$/.test(number) ? `tel:${number}` : null
}

/** Distance as a person says it: tens of metres, then tenths of a kilometre. */
export function distanceWords(metres: number): { key: 'metres' | 'kilometres'; n: string } {
  if (metres < 995) return { key: 'metres', n: String(Math.max(10, Math.round(metres / 10) * 10)) }
  return { key: 'kilometres', n: metres < 10_000 ? (metres / 1000).toFixed(1) : String(Math.round(metres / 1000)) }
}

/** Where a responder stands is told to one hundredth of a degree (about 1 km), never finer. */
export function coarse(place: GeoPoint): GeoPoint {
  return { lat: Math.round(place.lat * 100) / 100, lon: Math.round(place.lon * 100) / 100 }
}
