import { Refusal, Unreachable } from '@/shared/api/http'
import { i18n } from '.'

/** What to tell the user about a failed call, by its code; the server's detail is never shown. */
export function refusalText(error: unknown): string {
  const { t, te } = i18n.global
  if (error instanceof Refusal) {
    const key = `refusals.${error.code}`
    return te(key) ? t(key) : t('refusals.fault.internal')
  }
  return t(error instanceof Unreachable ? 'common.unreachable' : 'refusals.fault.internal')
}
