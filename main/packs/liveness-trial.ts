import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { minReal } from '../contract/liveness.ts'
import type { PackTrial } from '../contract/models.ts'
import { defaultSettings } from '../contract/settings.ts'
import { median } from '../numeric/statistics.ts'
import type { PhotoFace, Vision } from '../vision/vision.ts'
import { closing, minShare, type TrialOptions, unusable } from './trial.ts'

/**
 * Tries a pack that checks liveness on photos of people who were alive: each of its models has to say so of nine faces
 * of ten. That finds models that were damaged or are fed the wrong way, not those that take pictures for people.
 * @param openTried opens vision with the pack beside the one in use
 * @param models how many models the pack has
 */
export async function tryLiveness(
  openTried: () => Promise<Vision>,
  openPresent: () => Promise<Vision>,
  models: number,
  options: TrialOptions,
): Promise<PackTrial> {
  await using present = closing(await openPresent())
  try {
    await using tried = closing(await openTried())
    return await compare(tried.vision, present.vision, models, options)
  } catch (error) {
    if (!(error instanceof AppError && unusable.has(error.code))) throw error
    return judge({ found: 0, living: 0, times: [], presentTimes: [], problem: error.message }, options)
  }
}

async function compare(tried: Vision, present: Vision, models: number, options: TrialOptions): Promise<PackTrial> {
  const { faces, readPhoto, signal, onProgress } = options
  const files = [...new Set(faces.map(({ file }) => file))]
  const times: number[] = []
  const presentTimes: number[] = []
  let found = 0
  let living = 0
  for (const [index, file] of files.entries()) {
    onProgress(index, files.length)
    const photo = await readPhoto(file)
    for (const [vision, kept] of [
      [tried, times],
      [present, presentTimes],
    ] as const) {
      signal.throwIfAborted()
      const { faces: seen, stages } = await vision.analysePhoto(photo, { largest: null, liveness: true })
      const took = stages.find(({ name }) => name === 'liveness')?.milliseconds ?? 0
      // The first photo of each warms up.
      if (index > 0 && seen.length > 0) kept.push(took / seen.length)
      if (vision !== tried) continue
      found += seen.length
      living += seen.filter((face) => isLiving(face, models)).length
    }
  }
  onProgress(files.length, files.length)
  return judge({ found, living, times, presentTimes, problem: null }, options)
}

/** The pack's models spoke last. */
function isLiving({ liveness }: PhotoFace, models: number): boolean {
  const said = liveness?.models?.slice(-models) ?? (liveness === null ? [] : [liveness])
  return said.every(({ real }) => real >= minReal)
}

interface Measured {
  readonly found: number
  readonly living: number
  readonly times: readonly number[]
  readonly presentTimes: readonly number[]
  readonly problem: string | null
}

function judge({ found, living, times, presentTimes, problem }: Measured, { faces, now }: TrialOptions): PackTrial {
  const medianOf = (values: readonly number[]) => (values.length === 0 ? 0 : median(values))
  return {
    at: now() as Instant,
    kind: problem === null && found > 0 && living >= minShare * found ? 'fit' : 'unfit',
    ...{ faces: faces.length, found, again: found, recognised: living, problem },
    ...{ milliseconds: medianOf(times), presentMilliseconds: medianOf(presentTimes) },
    startingThreshold: defaultSettings.threshold,
  }
}
