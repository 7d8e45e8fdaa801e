import { onScopeDispose, watch, type Ref } from 'vue'

/** Wall mode: large type for a screen nobody operates. Leaving full screen leaves the mode, however that was done. */
export function useWall(wall: Ref<boolean>, setWall: (on: boolean) => void) {
  const root = document.documentElement

  watch(
    wall,
    (on) => {
      root.classList.toggle('wall', on)
      if (!on && document.fullscreenElement) void document.exitFullscreen()
    },
    { immediate: true },
  )

  function changed(): void {
    if (!document.fullscreenElement && wall.value) setWall(false)
  }

  async function enter(): Promise<void> {
    setWall(true)
    // Browsers may refuse full screen; the large layout serves without it.
    await root.requestFullscreen?.().catch(() => undefined)
  }

  document.addEventListener('fullscreenchange', changed)
  onScopeDispose(() => {
    document.removeEventListener('fullscreenchange', changed)
    root.classList.remove('wall')
  })
  return { enter }
}
