import type { AttendanceEvent, PersonId } from '../contract/entities.ts'
import { errorBody } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'
import { RatePromise, type ThresholdReport } from '../contract/thresholds.ts'
import type { Assessment } from '../matching/calibrate/assess.ts'
import { assessInThread } from '../matching/calibrate/assess-in-thread.ts'
import { driftOf } from '../matching/calibrate/drift.ts'
import type { Context, Handlers } from './context.ts'

type ThresholdMethod = 'thresholds.report' | 'thresholds.calibrate' | 'thresholds.apply'

export interface Thresholds extends Handlers<ThresholdMethod> {
  /** The gallery changed: the threshold of a promise follows, once things are quiet. */
  galleryChanged(): void
  /** An event was recorded: a recognition tells how live scores are. */
  recognised(event: AttendanceEvent): void
  close(): void
}

/** Enrolling goes on for a while: recompute when it has paused for so long. */
const quietMilliseconds = 20_000
/** A threshold that would move by less stays. */
const leastMove = 0.003
/** Live recognitions that drift is looked for in. */
const remembered = 300
/** The same gallery gives the same threshold. */
const seed = 20_177

export function thresholdHandlers(context: Context): Thresholds {
  const { store, gallery, model, settings, publish, actor } = context
  const live: number[] = []
  let timer: NodeJS.Timeout | null = null
  let tenth: number | null = null
  let drifted = false

  async function assessed(promise: RatePromise | null): Promise<Assessment> {
    const assessment = await assessInThread({ entries: gallery.entries(), model, promise, seed })
    tenth = tenthPercentile(assessment, settings().threshold)
    return assessment
  }

  async function report(): Promise<ThresholdReport> {
    const assessment = await assessed(null)
    const { threshold, margin, thresholdVersion } = settings()
    const person = (id: PersonId) => ({ id, name: store.people.get(id).name })
    return {
      people: assessment.people,
      templates: assessment.templates,
      current: { threshold, margin, version: thresholdVersion },
      genuine: assessment.genuine,
      impostor: assessment.impostor,
      curve: assessment.curve,
      fits: assessment.fits,
      reference: assessment.reference,
      lookAlikes: assessment.lookalikes.map(({ people: [first, second], templates: [a, b], similarity }) => ({
        people: [person(first), person(second)],
        templates: [a, b],
        similarity,
      })),
      hardest: assessment.hardest.map(({ personId, similarity }) => ({ person: person(personId), similarity })),
      history: store.settings.thresholds().map(({ basis, ...version }) => ({ ...version, promise: promiseOf(basis) })),
      drift: driftOf(live, tenth ?? 0),
    }
  }

  async function calibrated(promise: RatePromise) {
    return (await assessed(promise)).calibration!
  }

  async function apply(promise: RatePromise | null) {
    if (promise === null) return { settings: changed({ promise: null }, null), calibration: null }
    const calibration = await calibrated(promise)
    if (calibration.kind === 'too-little-data') return { settings: settings(), calibration }
    const { threshold, interval, expectedFnir, people, templates } = calibration
    const rounded = Math.round(threshold * 1000) / 1000
    const basis = { promise, interval, expectedFnir, people, templates }
    return { settings: changed({ promise, threshold: rounded }, basis), calibration }
  }

  function changed(change: Partial<Settings>, basis: Record<string, unknown> | null): Settings {
    const next = store.settings.set(change, basis)
    store.audit.append({ actor, action: 'threshold.apply', subject: 'settings', details: { ...change } })
    publish('settings.changed', next)
    return next
  }

  /** Follows the gallery; what cannot be computed leaves the threshold as it is. */
  async function follow(): Promise<void> {
    const { promise, threshold } = settings()
    if (promise === null) return
    const calibration = await calibrated(promise)
    if (calibration.kind !== 'calibrated' || Math.abs(calibration.threshold - threshold) < leastMove) return
    const { settings: next } = await apply(promise)
    const message = `The threshold is now ${next.threshold.toFixed(3)} (it was ${threshold.toFixed(3)}): the people enrolled have changed.`
    publish('notice', { level: 'info', code: 'threshold-recomputed', message, details: { threshold: next.threshold } })
  }

  return {
    'thresholds.report': report,
    'thresholds.calibrate': ({ promise }) => calibrated(promise),
    'thresholds.apply': ({ promise }) => apply(promise),
    galleryChanged() {
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(() => {
        follow().catch((error: unknown) => {
          const { message } = errorBody(error)
          publish('notice', { level: 'warning', code: 'threshold-recomputed', message, details: {} })
        })
      }, quietMilliseconds)
      timer.unref()
    },
    recognised({ kind, method, similarity }) {
      if (kind !== 'check' || method !== 'face' || similarity === null) return
      live.push(similarity)
      if (live.length > remembered) live.shift()
      const { alarm, low } = tenth === null ? { alarm: false, low: null } : driftOf(live, tenth)
      if (alarm && !drifted) {
        const message = `Recognitions have become weaker: ${Math.round((low ?? 0) * 100)} % of the latest lie where 10 % were expected. Clean the lens, look at the light, and renew old photos.`
        publish('notice', { level: 'warning', code: 'threshold-drift', message, details: { low } })
      }
      drifted = alarm
    },
    close() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** Similarity that a tenth of the recognised genuine probes were expected to stay below, by the curve of misses. */
function tenthPercentile({ curve }: Assessment, threshold: number): number | null {
  const missed = curve.findLast((point) => point.threshold <= threshold)?.fnir
  if (missed == null) return null
  return curve.find(({ fnir }) => fnir !== null && fnir >= missed + 0.1 * (1 - missed))?.threshold ?? null
}

function promiseOf(basis: unknown): RatePromise | null {
  const found = RatePromise.safeParse((basis as { promise?: unknown } | null)?.promise)
  return found.success ? found.data : null
}
