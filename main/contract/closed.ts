import type { ErrorCode } from './errors.ts'

/** Reasons for which data do not open that a backup, or the right key, is the way out of. */
const reasons: readonly ErrorCode[] = [
  'database-missing',
  'database-damaged',
  'database-newer',
  'key-missing',
  'key-wrong',
]

/** Whether a window that fails with this code offers to restore a backup. */
export function keepsDataClosed(code: ErrorCode): boolean {
  return reasons.includes(code)
}
