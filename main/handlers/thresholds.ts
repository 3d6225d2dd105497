import { z } from 'zod'
import type { Caller } from '../contract/caller.ts'
import type { PersonId } from '../contract/entities.ts'
import { errorBody } from '../contract/errors.ts'
import { RatePromise } from '../contract/rate-promise.ts'
import type { Settings } from '../contract/settings.ts'
import type { ThresholdReport } from '../contract/thresholds.ts'
import type { Message } from '../contract/topics.ts'
import type { Assessment } from '../matching/calibrate/assess.ts'
import { assessInThread } from '../matching/calibrate/assess-in-thread.ts'
import { driftOf } from '../matching/calibrate/drift.ts'
import type { Context } from '../services/context.ts'
import { findSinglePhotos } from '../services/single-photos.ts'
import type { Module } from './module.ts'

/** Waits until enrolment has paused for this long before it computes the threshold again. */
const quietMilliseconds = 20_000
/** A long enrolment does not keep it waiting for longer than this. */
const maxWaitMilliseconds = 60_000
/** A smaller change of the threshold is not made. */
const minThresholdMove = 0.003
/** A smaller one is told on the Thresholds screen alone. */
const minNoticedMove = 0.02
/** How many people with one photo are listed. */
const maxSingles = 8
/** How many live recognitions drift is looked for in. */
const remembered = 300
/** A fixed seed, so that the same gallery gives the same threshold. */
const seed = 20_177

/** Handles the threshold: what it promises, and keeping the promise while people come and go. */
export function thresholdsModule(context: Context): Module<'thresholds'> {
  const { store, gallery, model, settings, publish, self, logger, staysOpen, isPackCurrent } = context
  const live: number[] = []
  let timer: NodeJS.Timeout | null = null
  /** When the first change came that the threshold does not know of. */
  let behindSince: number | null = null
  let tenth: number | null = null
  let drifted = false

  async function assessPromise(promise: RatePromise | null): Promise<Assessment> {
    // What is known of the model was measured under the standard metric.
    const measured = gallery.metric() === null ? model : null
    const assessment = await assessInThread({ entries: gallery.entries(), model: measured, promise, seed })
    tenth = tenthPercentile(assessment, settings().threshold)
    return assessment
  }

  async function report(): Promise<ThresholdReport> {
    const assessment = await assessPromise(null)
    const { threshold, margin, thresholdVersion } = settings()
    const person = (id: PersonId) => ({ id, name: store.people.get(id).name })
    const singles = findSinglePhotos(store.templates.listOwners(model), store.templates.listQualities(model))
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
      singles: {
        people: singles.length,
        poorest: singles
          .slice(0, maxSingles)
          .map(({ personId, templateId: template, quality }) => ({ person: person(personId), template, quality })),
      },
      history: store.settings.readThresholds().map(({ basis, ...version }) => ({ ...version, ...basisOf(basis) })),
      drift: driftOf(live, tenth ?? 0),
    }
  }

  async function calibrateFor(promise: RatePromise) {
    return (await assessPromise(promise)).calibration!
  }

  async function apply(promise: RatePromise | null, caller: Caller) {
    if (promise === null) return { settings: change({ promise: null }, null, caller), calibration: null }
    const calibration = await calibrateFor(promise)
    if (calibration.kind === 'too-little-data') return { settings: settings(), calibration }
    const { threshold, interval, expectedFnir, people, templates } = calibration
    const rounded = Math.round(threshold * 1000) / 1000
    const basis = { promise, interval, expectedFnir, people, templates }
    return { settings: change({ promise, threshold: rounded }, basis, caller), calibration }
  }

  function change(to: Partial<Settings>, basis: Record<string, unknown> | null, caller: Caller): Settings {
    const next = store.transaction(() => {
      store.audit.append({ ...caller, action: 'threshold.apply', subject: 'settings', details: { ...to } })
      return store.settings.set(to, basis)
    })
    publish('settings.changed', next)
    return next
  }

  /** Adjusts the threshold to the gallery; where nothing can be computed it stays as it is. */
  async function follow(): Promise<void> {
    timer = null
    behindSince = null
    const { promise, threshold } = settings()
    // Another model decides now, whose threshold this is.
    if (promise === null || !isPackCurrent() || store.templates.count(model) === 0) return
    const calibration = await calibrateFor(promise)
    if (calibration.kind !== 'calibrated' || Math.abs(calibration.threshold - threshold) < minThresholdMove) return
    const { settings: next } = await apply(promise, self)
    if (Math.abs(next.threshold - threshold) < minNoticedMove) return
    const message = `The threshold is now ${next.threshold.toFixed(3)} (it was ${threshold.toFixed(3)}): the people enrolled have changed.`
    publish('notice', { level: 'info', code: 'threshold-recomputed', message, details: { threshold: next.threshold } })
  }

  function followNow(): Promise<void> {
    return follow().catch((error: unknown) => {
      const { message } = errorBody(error)
      logger.warn('task-failed', { task: 'threshold', error })
      publish('notice', { level: 'warning', code: 'threshold-recomputed', message, details: {} })
    })
  }

  /** Adjusts the threshold once enrolment has paused, or goes on for long. */
  function followSoon(): void {
    if (timer !== null) clearTimeout(timer)
    behindSince ??= performance.now()
    const left = behindSince + maxWaitMilliseconds - performance.now()
    timer = setTimeout(followNow, Math.max(0, Math.min(quietMilliseconds, left)))
    timer.unref()
  }

  /** Whether the gallery changed without the threshold, as when the app ended too soon. */
  function isBehind(): boolean {
    const { promise } = settings()
    const { basis } = store.settings.readThresholds().at(-1)!
    return promise !== null && basis?.templates !== store.templates.count(model)
  }

  if (staysOpen) {
    // Later, for counting takes a while and the window waits for the start.
    timer = setTimeout(() => {
      timer = null
      if (isBehind()) void followNow()
    }, quietMilliseconds)
    timer.unref()
  }

  /** Notes the similarity of a live recognition. */
  function watchDrift({ kind, method, similarity }: Message<'event.recorded'>): void {
    if (kind !== 'check' || method !== 'face' || similarity === null) return
    live.push(similarity)
    if (live.length > remembered) live.shift()
    const { alarm, low } = tenth === null ? { alarm: false, low: null } : driftOf(live, tenth)
    if (alarm && !drifted) {
      const message = `Recognitions have become weaker: ${Math.round((low ?? 0) * 100)} % of the latest lie where 10 % were expected. Clean the lens, look at the light, and renew old photos.`
      publish('notice', { level: 'warning', code: 'threshold-drift', message, details: { low } })
    }
    drifted = alarm
  }

  return {
    handlers: {
      'thresholds.report': report,
      'thresholds.calibrate': ({ promise }) => calibrateFor(promise),
      'thresholds.apply': ({ promise }, caller) => apply(promise, caller),
    },
    on: { 'people.changed': followSoon, 'event.recorded': watchDrift },
    async close() {
      if (timer === null) return
      clearTimeout(timer)
      // A command that enrolled people leaves the threshold that they need; the app computes it when it is next opened.
      if (!staysOpen) await followNow()
    },
  }
}

/** Returns the similarity below which a tenth of genuine probes was expected, by the curve of misses. */
function tenthPercentile({ curve }: Assessment, threshold: number): number | null {
  const missed = curve.findLast((point) => point.threshold <= threshold)?.fnir
  if (missed == null) return null
  return curve.find(({ fnir }) => fnir !== null && fnir >= missed + 0.1 * (1 - missed))?.threshold ?? null
}

const Basis = z.object({ promise: RatePromise, people: z.number().int().optional() })

function basisOf(basis: unknown): Pick<ThresholdReport['history'][number], 'promise' | 'people'> {
  const { data } = Basis.safeParse(basis)
  return { promise: data?.promise ?? null, people: data?.people ?? null }
}
