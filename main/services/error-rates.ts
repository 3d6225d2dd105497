import { assessInThread } from '../matching/calibrate/assess-in-thread.ts'
import type { ErrorRates } from '../privacy/facts.ts'
import type { Context } from './context.ts'

/** A fixed seed, so that the same gallery gives the same figures. */
const seed = 20_177

/** Works out from the photos of the people enrolled how often recognition errs at the threshold in use. */
export async function measureErrors({ gallery, model, settings }: Context): Promise<ErrorRates> {
  const { threshold } = settings()
  // What is known of the model was measured under the standard metric.
  const measured = gallery.metric() === null ? model : null
  const found = await assessInThread({ entries: gallery.entries(), model: measured, promise: null, seed })
  const point = found.curve.findLast((each) => each.threshold <= threshold) ?? found.curve[0]
  const isEnough = point !== undefined && found.people > 1
  return {
    ...{ threshold, people: found.people, templates: found.templates, reference: found.reference },
    pairs: sum(found.impostor.counts),
    ownPairs: sum(found.genuine.counts),
    strangersNamed: isEnough ? point.fpir : null,
    pairsConfused: isEnough ? point.fmr : null,
    missed: point?.fnir ?? null,
  }
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
