import type { ErrorCode } from './errors.ts'

/** Reasons for data not opening that a backup or the right key can resolve. */
const reasons: readonly ErrorCode[] = [
  'database-missing',
  'database-damaged',
  'database-newer',
  'key-missing',
  'key-wrong',
]

/** Tells whether a window that fails with this code offers to restore a backup. */
export function keepsDataClosed(code: ErrorCode): boolean {
  return reasons.includes(code)
}
