import type { NetworkFailure } from '../contract/webhooks.ts'

/** Error codes of Node, the system and undici for failures between here and a receiver. */
const kinds: readonly (readonly [RegExp, NetworkFailure])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)$/, 'unknown-host'],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'too-slow'],
  [/^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_)|SELF_SIGNED_CERT|^EPROTO$/, 'certificate'],
  [/^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_SOCKET)$/, 'unreachable'],
]

/** Why no answer came. The error of fetch does not say; the code is in one of its causes. */
export function networkFailureOf(error: unknown): NetworkFailure {
  if (!(error instanceof Error)) return 'other'
  if (error.name === 'TimeoutError') return 'too-slow'
  const { code } = error as NodeJS.ErrnoException
  const found = kinds.find(([codes]) => codes.test(code ?? ''))
  if (found !== undefined) return found[1]
  return error.cause === undefined ? 'other' : networkFailureOf(error.cause)
}
