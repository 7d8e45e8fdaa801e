import { ref, watch, type Ref } from 'vue'

/** A ref whose value outlives the visit. Storage that is full or forbidden only means that it does not. */
export function remembered<T>(name: string, initial: T, accepts: (value: unknown) => boolean = () => true): Ref<T> {
  const key = `communitycare.${name}`
  const value = ref(read(key, initial, accepts)) as Ref<T>
  watch(value, (next) => write(key, next), { flush: 'sync', deep: true })
  return value
}

function read<T>(key: string, initial: T, accepts: (value: unknown) => boolean): T {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return stored !== null && accepts(stored) ? (stored as T) : initial
  } catch {
    return initial
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Private windows may refuse to store; the choice then lasts for the visit.
  }
}
