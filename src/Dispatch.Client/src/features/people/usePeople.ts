import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Application, PeopleView, PersonView } from '@/shared/api/accountTypes'
import { get } from '@/shared/api/http'
import type { Role } from '@/shared/api/types'
import { refusalText } from '@/shared/i18n/refusalText'

/** Where the people of a station are managed; an empty station: those who belong to none. */
export function peoplePath(stationId: string | null): string {
  return stationId ? `/api/stations/${stationId}/people` : '/api/people'
}

/** The people of a station, page after page; an empty station: those who belong to none. */
export function usePeople(stationId: Ref<string>) {
  const people = shallowRef<PersonView[]>([])
  const applications = shallowRef<Application[]>([])
  const roles = shallowRef<Role[]>([])
  const next = ref<string | null>(null)
  const failure = ref('')
  const loaded = ref(false)

  async function fetchPage(after: string | null): Promise<void> {
    const query = after ? `?after=${encodeURIComponent(after)}` : ''
    try {
      const view = await get<PeopleView>(`${peoplePath(stationId.value)}${query}`)
      people.value = after ? [...people.value, ...view.people] : view.people
      if (!after) applications.value = view.applications
      roles.value = view.roles
      next.value = view.next
      failure.value = ''
    } catch (error) {
      failure.value = refusalText(error)
    }
    loaded.value = true
  }

  const load = (): Promise<void> => fetchPage(null)
  watch(stationId, load, { immediate: true })
  return { people, applications, roles, failure, loaded, load, more: () => fetchPage(next.value), hasMore: computed(() => next.value !== null) }
}
