import { Secret, TOTP } from 'otpauth'

/** Seconds for which a code holds; one before and one after it are taken too, for clocks that differ. */
const period = 30
const window = 1

/** A new shared secret, in base 32. */
export function makeSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The `otpauth:` address that authenticator apps read. */
export function secondStepAddress(account: string, secret: string): string {
  return totpOf(account, secret).toString()
}

/**
 * Which step a code of six digits belongs to (RFC 6238).
 * @param after the step of the last code that was taken: neither it nor an earlier one is taken again
 * @param now milliseconds since the epoch
 * @returns null when the code is wrong or was used
 */
export function stepOfCode(secret: string, code: string, after: number, now: number): number | null {
  const delta = totpOf('', secret).validate({ token: code, timestamp: now, window })
  if (delta === null) return null
  const step = Math.floor(now / 1000 / period) + delta
  return step > after ? step : null
}

function totpOf(account: string, secret: string): TOTP {
  return new TOTP({ issuer: 'Rollcall', label: account, secret: Secret.fromBase32(secret), period, digits: 6 })
}
