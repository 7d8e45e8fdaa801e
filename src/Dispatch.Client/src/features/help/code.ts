const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Crockford base 32 as people type it: any case, any separators, O read as 0, I and L as 1. Twelve characters, or null. */
export function normaliseCode(typed: string): string | null {
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')
  return bare.length === 12 && [...bare].every((letter) => alphabet.includes(letter)) ? groupCode(bare) : null
}

/** Three groups of four, which a person can read aloud. */
export function groupCode(code: string): string {
  return code.replace(/[^0-9A-Z]/gi, '').toUpperCase().match(/.{1,4}/g)?.join('-') ?? ''
}

/** The code stands in the address after the hash, which browsers never send to a server. */
export function codeOfHash(hash: string): string | null {
  let typed = hash.replace(/^#/, '')
  try {
    typed = decodeURIComponent(typed)
  } catch {
    return null
  }
  return normaliseCode(typed)
}
