import { AppError } from '../contract/errors.ts'
import { callOnce } from '../threads/thread.ts'
import type { Examination, ExamineWish } from './examination.ts'
import type { ExamineMethods } from './examine-worker.ts'
import type { VaultSource } from './vault.ts'

/** The order for the thread that checks. */
export interface ExamineOrder extends ExamineWish {
  readonly file: string
  readonly vault: VaultSource
}

export interface ExamineOptions extends Pick<ExamineWish, 'heads'> {
  /** Called with 0..1 as the work goes on. */
  readonly onShare?: (share: number) => void
  readonly signal?: AbortSignal
}

/**
 * Checks a whole database in a thread of its own, by a read-only connection, while the app goes on.
 * @throws AppError `cancelled`, and those of opening a database
 */
export async function examine(order: ExamineOrder, { onShare, signal }: ExamineOptions = {}): Promise<Examination> {
  try {
    return await callOnce<ExamineMethods, 'examine'>(
      new URL('./examine-worker.ts', import.meta.url),
      'examine',
      order,
      {
        ...(onShare && { progress: onShare }),
        ...(signal && { signal }),
        isNative: true,
        toError: (cause) => new AppError('internal', 'The check ended before it was done. Start it again.', { cause }),
      },
    )
  } catch (error) {
    throw signal?.aborted ? new AppError('cancelled', 'The check was cancelled.') : error
  }
}
