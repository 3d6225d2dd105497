import type { Liveness } from '../contract/entities.ts'
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
  | 'livenessModels'
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
    livenessModels: null,
  }
}

/** What each model said of liveness as an entry keeps it: to a thousandth, and only where several were asked. */
export function toStoredOpinions(liveness: Liveness | null): Evidence['livenessModels'] {
  return liveness?.models?.map(({ model, real }) => ({ model, real: Math.round(1000 * real) / 1000 })) ?? null
}
