import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import type { CasePage } from '@/shared/api/careTypes'
import { get, newActionKey, post } from '@/shared/api/http'
import { i18n, nameOf } from '@/shared/i18n'
import { refusalText } from '@/shared/i18n/refusalText'

const everyMs = 15_000

/** One case with what is done to it. A command keeps its key until it has an answer, so that pressing again never does it twice. */
export function useCase(id: string) {
  const page = shallowRef<CasePage | null>(null)
  const failure = ref('')
  const lost = ref('')
  const busy = ref(false)
  const path = `/api/cases/${encodeURIComponent(id)}`
  let key = ''
  let keyOf = ''
  let timer = 0

  async function load(): Promise<void> {
    try {
      page.value = await get<CasePage>(path)
      lost.value = ''
    } catch (error) {
      lost.value = refusalText(error)
    }
  }

  /** Answers whether it was done. */
  async function act(what: string, body: object = {}): Promise<boolean> {
    const spelled = `${what} ${JSON.stringify(body)}`
    if (keyOf !== spelled) [key, keyOf] = [newActionKey(), spelled]
    busy.value = true
    failure.value = ''
    try {
      await post(`${path}/${what}`, body, { key })
      keyOf = ''
      return true
    } catch (error) {
      failure.value = refusalText(error)
      return false
    } finally {
      await load()
      busy.value = false
    }
  }

  const people = computed(() => new Map((page.value?.people ?? []).map((person) => [person.account, person.name])))
  const units = computed(() => new Map((page.value?.units ?? []).map((unit) => [unit.id, unit])))

  onMounted(() => {
    void load()
    timer = window.setInterval(() => {
      if (document.visibilityState === 'visible' && !busy.value) void load()
    }, everyMs)
  })
  onBeforeUnmount(() => window.clearInterval(timer))

  return {
    id,
    page,
    failure,
    lost,
    busy,
    load,
    act,
    /** What an account is called; the account itself where nobody knows it. */
    person: (account: string): string => {
      const key = `care.who.${account}`
      return people.value.get(account) ?? (i18n.global.te(key) ? i18n.global.t(key) : account)
    },
    unit: (code: string): string => {
      const found = units.value.get(code)
      return found ? nameOf(found) : code
    },
  }
}

export type CaseRun = ReturnType<typeof useCase>
