import { computed, onScopeDispose, ref } from 'vue'
import { get, post } from '@/shared/api/http'
import type { PageStep, PageView } from '@/shared/api/types'
import { onPage, onResync, paged } from '@/shared/live/hub'
import { useSound } from '@/shared/live/useSound'
import { wire } from './steps'

/** The signed-in person's pages: pushed, fetched again whenever pushes may have been missed, and answered. */
export function usePages() {
  const pages = ref<PageView[]>([])
  const { play } = useSound()
  const ringing = computed(() => pages.value.find((page) => page.rings))

  function take(page: PageView): void {
    const known = pages.value.find((each) => each.emergencyId === page.emergencyId)
    if (known && known.number > page.number) return
    const others = pages.value.filter((each) => each.emergencyId !== page.emergencyId)
    pages.value = page.isOver ? others : [...others, page].sort((one, other) => one.pagedAt.localeCompare(other.pagedAt))
    if (page.isOver) return
    if (!known) paged(page.emergencyId, !document.hidden)
    if (page.rings) {
      play('alarm')
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 150, 400, 150, 400])
    }
  }

  async function load(): Promise<void> {
    const before = new Map(pages.value.map((page) => [page.emergencyId, page.number]))
    const fresh = await get<PageView[]>('/api/pages').catch(() => null)
    if (!fresh) return
    // What was pushed while the list was on its way is newer than the list.
    pages.value = pages.value.filter((page) => fresh.some((each) => each.emergencyId === page.emergencyId) || before.get(page.emergencyId) !== page.number)
    fresh.forEach(take)
  }

  async function say(page: PageView, step: PageStep): Promise<void> {
    await post(`/api/emergencies/${page.emergencyId}/answer`, { step: wire(step) })
  }

  async function answer(page: PageView, alarm: number): Promise<void> {
    await post(`/api/emergencies/${page.emergencyId}/alarms/${alarm}/answer`)
  }

  const ends = [onPage(take), onResync(() => void load())]
  onScopeDispose(() => ends.forEach((end) => end()))
  void load()
  return { pages, ringing, say, answer }
}
