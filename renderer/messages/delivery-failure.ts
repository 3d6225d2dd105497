import type { Answer, NetworkFailure } from '../../main/contract/webhooks.ts'

/** Why a receiver did not take what it was sent; the words are in the catalogue. */
export type Failure = NetworkFailure | 'redirect' | 'forbidden' | 'not-found' | 'gone' | 'rejected' | 'receiver'

/** Null when the receiver took it. */
export function failureOf({ status, error }: Answer): Failure | null {
  if (status === null) return error ?? 'other'
  if (status >= 200 && status < 300) return null
  if (status < 400) return 'redirect'
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 410) return 'gone'
  return status < 500 ? 'rejected' : 'receiver'
}
