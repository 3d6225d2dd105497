import type { AttendanceEvent } from '../contract/entities.ts'

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

/** Of somebody whose face nobody looked at: they said who they are, or somebody else says it of them. */
export function withoutFace(method: 'pin' | 'manual'): Evidence {
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
