// What this tab remembers: the words typed so far, the sending under way and the case code. It ends with the tab,
// because a phone may be lent.

const prefix = 'communitycare.help.'

export function recall<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null') as T | null
  } catch {
    return null
  }
}

export function store(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // Without storage a reload forgets; the page itself goes on.
  }
}

export function forget(name: string): void {
  try {
    sessionStorage.removeItem(prefix + name)
  } catch {
    // Nothing was stored then.
  }
}
