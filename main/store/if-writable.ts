import { AppError, type ErrorCode } from '../contract/errors.ts'

const unwritable: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'disk-full',
  'disk-failed',
  'file-unreadable',
  'database-busy',
])

/**
 * Writes something dispensable, such as a cache or the time of the last use; on a full or read-only disk it is skipped.
 * @returns whether it was written
 */
export function ifWritable(write: () => void): boolean {
  try {
    write()
    return true
  } catch (error) {
    if (error instanceof AppError && unwritable.has(error.code)) return false
    throw error
  }
}
