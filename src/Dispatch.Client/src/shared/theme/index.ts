import { computed, ref, watch } from 'vue'
import { remembered } from '@/shared/remembered'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** What the user chose; `system` follows the device. */
export const themeChoice = remembered<ThemeChoice>('theme', 'system', (value) => value === 'system' || value === 'light' || value === 'dark')

const query = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null
const systemDark = ref(query?.matches ?? false)
query?.addEventListener('change', (event) => (systemDark.value = event.matches))

/** Whether the dark theme, made for night duty, is on. */
export const isDark = computed(() => themeChoice.value === 'dark' || (themeChoice.value === 'system' && systemDark.value))

/** Puts the theme on the page and keeps it there. The class names are those the component libraries look for. */
export function applyTheme(): void {
  watch(
    isDark,
    (dark) => {
      document.documentElement.classList.toggle('dark', dark)
      document.documentElement.classList.toggle('van-theme-dark', dark)
      document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#111917' : '#0b6457')
    },
    { immediate: true },
  )
}
