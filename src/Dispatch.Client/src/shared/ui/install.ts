import { ref } from 'vue'

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

let pending: InstallPrompt | null = null
export const canInstall = ref(false)

window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  pending = event as InstallPrompt
  canInstall.value = true
})

window.addEventListener('appinstalled', () => (canInstall.value = false))

/** Asks the browser to put the product on the device's home screen. A prompt can be shown once only. */
export async function install(): Promise<void> {
  canInstall.value = false
  await pending?.prompt()
  pending = null
}
