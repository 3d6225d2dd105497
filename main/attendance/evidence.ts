import type { AttendanceEvent } from '../contract/events.ts'

/** How somebody was recognised, as an entry keeps it. */
export type Evidence = Pick<
  AttendanceEvent,
  | 'method'
  | 'track'
  | 'similarity'
  | 'runnerUp'
  | 'threshold'
  | 'thresholdVersion'
  | 'model'
  | 'metric'
  | 'liveness'
  | 'quality'
>

/** The evidence of an entry without recognition: by PIN, or entered by hand. */
export function evidenceWithoutFace(method: 'pin' | 'manual'): Evidence {
  return {
    method,
    track: null,
    similarity: null,
    runnerUp: null,
    threshold: null,
    thresholdVersion: null,
    model: null,
    metric: null,
    liveness: null,
    quality: null,
  }
}
