import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Named } from '@/shared/api/types'
import { remembered } from '@/shared/remembered'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

type Texts = { [key: string]: string | Texts }
const files = import.meta.glob<Texts>('../../locales/*/*.json', { import: 'default' })
/** Until somebody chooses: Chinese, except in a browser that speaks English. */
const first: Language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
const chosen = remembered<Language>('language', first, (value) => languages.some((language) => language === value))
const wanted = new Set<string>()
const loaded = new Set<string>()

export const i18n = createI18n<false>({
  legacy: false,
  locale: chosen.value as string,
  fallbackLocale: false,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
  messages: {},
})

document.documentElement.lang = chosen.value

/** The language in use. */
export const language = computed(() => i18n.global.locale.value as Language)

/** Loads locale files (by name, such as `board`) in the language in use. A file's texts live under its name. */
export async function loadMessages(...names: string[]): Promise<void> {
  names.forEach((name) => wanted.add(name))
  await load(language.value)
}

/** Changes the language for this and later visits. */
export async function setLanguage(next: Language): Promise<void> {
  await load(next)
  i18n.global.locale.value = next
  chosen.value = next
  document.documentElement.lang = next
}

/** The name in the language in use. */
export function nameOf(named: Named): string {
  return language.value === 'en' ? named.nameEn : named.nameZh
}

async function load(which: Language): Promise<void> {
  await Promise.all(
    [...wanted].map(async (name) => {
      const id = `${which}/${name}`
      const file = files[`../../locales/${id}.json`]
      if (loaded.has(id) || !file) return
      i18n.global.mergeLocaleMessage(which, { [name]: await file() })
      loaded.add(id)
    }),
  )
}
