import { AppError } from '../../contract/errors.ts'
import { callOnce } from '../../threads/thread.ts'
import type { Assessment } from './assess.ts'
import type { AssessMethods, AssessOrder } from './assess-worker.ts'

/** Runs `assess` in a thread of its own. @throws AppError `internal` */
export function assessInThread(order: AssessOrder): Promise<Assessment> {
  return callOnce<AssessMethods, 'assess'>(new URL('./assess-worker.ts', import.meta.url), 'assess', order, {
    toError: (cause) => new AppError('internal', 'The thread that weighs the threshold has stopped.', { cause }),
  })
}
