/** Why a receiver did not take what it was sent; the words are in the catalogue. */
export type Failure =
  | 'unreachable'
  | 'unknown-host'
  | 'too-slow'
  | 'certificate'
  | 'redirect'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'rejected'
  | 'receiver'
  | 'other'

/** What an attempt came to, as the engine keeps it: an HTTP status, or the network's own message. */
export interface Answer {
  readonly status: number | null
  readonly error: string | null
}

/** Null when the receiver took it. */
export function failureOf({ status, error }: Answer): Failure | null {
  if (status === null) return networkFailure(error ?? '')
  if (status >= 200 && status < 300) return null
  if (status < 400) return 'redirect'
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 410) return 'gone'
  return status < 500 ? 'rejected' : 'receiver'
}

/** By the codes of Node's network and TLS errors. */
function networkFailure(message: string): Failure {
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'unknown-host'
  if (/timeout|ETIMEDOUT/i.test(message)) return 'too-slow'
  if (/certificate|\bSSL\b|\bTLS\b|CERT_/i.test(message)) return 'certificate'
  if (/ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|socket|other side closed/.test(message)) return 'unreachable'
  return 'other'
}
