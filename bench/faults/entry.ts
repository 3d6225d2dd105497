import type { Instant, PersonId } from '../../main/contract/entities.ts'
import type { EventDraft } from '../../main/store/events.ts'

/** An entry as a kiosk makes it. */
export function entryOf(person: { readonly id: PersonId; readonly name: string }, at: number): EventDraft {
  return {
    kind: 'check',
    person: { id: person.id, name: person.name },
    employeeNumber: null,
    direction: 'in',
    at: at as Instant,
    zone: 'UTC',
    method: 'face',
    kiosk: 'Front door',
    track: null,
    similarity: 0.7,
    runnerUp: null,
    threshold: 0.45,
    thresholdVersion: 1,
    model: 'test',
    metric: null,
    liveness: null,
    quality: null,
    livenessModels: null,
    clockMoved: false,
    corrects: null,
    action: null,
    actor: null,
    reason: null,
  }
}
