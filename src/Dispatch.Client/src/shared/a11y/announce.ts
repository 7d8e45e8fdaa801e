import { ref } from 'vue'

export const politeText = ref('')
export const urgentText = ref('')

/** Says something to screen readers, in the next pause. */
export function announce(text: string): void {
  politeText.value = politeText.value === text ? `${text} ` : text
}

/** Says something to screen readers at once; for danger alone. */
export function announceUrgent(text: string): void {
  urgentText.value = urgentText.value === text ? `${text} ` : text
}
