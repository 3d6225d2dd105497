import { AppError } from '../../contract/errors.ts'
import { callOnce } from '../../threads/thread.ts'
import type { Assessment } from './assess.ts'
import type { AssessMethods, AssessOrder, CarryOrder } from './assess-worker.ts'
import type { CarriedThreshold } from './carry-threshold.ts'

/** Runs `assess` in a thread of its own. @throws AppError `internal` */
export function assessInThread(order: AssessOrder): Promise<Assessment> {
  return callOnce<AssessMethods, 'assess'>(workerUrl(), 'assess', order, { toError })
}

/** Runs `carryThreshold` in a thread of its own. @throws AppError `internal` */
export function carryInThread(order: CarryOrder): Promise<CarriedThreshold | null> {
  return callOnce<AssessMethods, 'carry'>(workerUrl(), 'carry', order, { toError })
}

const workerUrl = () => new URL('./assess-worker.ts', import.meta.url)
const toError = (cause: unknown) =>
  new AppError('internal', 'The thread that weighs the threshold has stopped.', { cause })
