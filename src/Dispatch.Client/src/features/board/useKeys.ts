import { onScopeDispose } from 'vue'

export type KeyMap = Record<string, (() => unknown) | undefined>

/** Single keys for actions, off while text is typed, a dialog is open or a modifier is held. */
export function useKeys(keys: () => KeyMap): void {
  let inDialog = false

  /** Looked at before anybody handles the key: the Esc that closes a dialog has taken it away by the time it arrives here. */
  function noted(): void {
    inDialog = dialogIsOpen()
  }

  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return
    const action = keys()[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!action || isTyping(event.target) || inDialog) return
    if (event.key === 'Enter' && isControl(event.target)) return
    event.preventDefault()
    action()
  }

  window.addEventListener('keydown', noted, { capture: true })
  window.addEventListener('keydown', pressed)
  onScopeDispose(() => {
    window.removeEventListener('keydown', noted, { capture: true })
    window.removeEventListener('keydown', pressed)
  })
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['BUTTON', 'A', 'SUMMARY'].includes(target.tagName)
}

function dialogIsOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].some((dialog) => dialog.offsetParent !== null)
}
