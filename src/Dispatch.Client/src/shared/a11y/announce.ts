import { ref, type Ref } from 'vue'

export const politeText = ref('')
export const urgentText = ref('')

/** What was said is heard by then; who reads the page later must not find it as if it were new. */
const staysMs = 10_000
const clearing = new Map<Ref<string>, ReturnType<typeof setTimeout>>()

/** Says something to screen readers, in the next pause. */
export function announce(text: string): void {
  say(politeText, text)
}

/** Says something to screen readers at once; for danger alone. */
export function announceUrgent(text: string): void {
  say(urgentText, text)
}

function say(region: Ref<string>, text: string): void {
  region.value = region.value === text ? `${text} ` : text
  clearTimeout(clearing.get(region))
  clearing.set(region, setTimeout(() => (region.value = ''), staysMs))
}
