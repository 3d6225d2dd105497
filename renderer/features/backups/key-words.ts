import { AppError } from '../../../main/contract/errors.ts'
import type { Messages } from '../../messages/en/index.ts'
import { errorWords } from '../../messages/use-words.tsx'

/** Tells whether another key would help: there was none, it does not fit, or it was mistyped. */
export function asksForKey(error: unknown): error is AppError {
  return error instanceof AppError && (isSlip(error) || ['key-missing', 'key-wrong'].includes(error.code))
}

/** Tells whether the data were made with a passphrase; null where the error does not say. */
export function opensWithPassphrase(error: unknown): boolean | null {
  if (!(error instanceof AppError) || error.details.opensWith === undefined) return null
  return error.details.opensWith === 'passphrase'
}

/** The number of the key that a backup was made with, among those that its data had; null where nobody says. */
export function keyNumberOf(error: unknown): number | null {
  const number = error instanceof AppError ? error.details.keyNumber : null
  return typeof number === 'number' ? number : null
}

/** Says what is wrong with a key. */
export function keyErrorWords(words: Messages, error: unknown): string {
  if (!asksForKey(error)) return errorWords(words, error)
  if (!isSlip(error)) return words.restore.keyWrong
  const { row } = error.details
  return typeof row === 'number' ? words.restore.keySlip(row) : words.restore.keyLength
}

function isSlip(error: AppError): boolean {
  return error.reason === 'recovery-key-slip'
}
