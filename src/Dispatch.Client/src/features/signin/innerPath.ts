/** The path to return to after signing in, if it lies inside the product; an address of another site is never followed. */
export function innerPath(next: unknown): string | null {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : null
}
