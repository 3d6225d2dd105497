import { z } from 'zod'
import type { Instant } from '../contract/entities.ts'
import { AppError, type ErrorCode } from '../contract/errors.ts'
import { PackTrial } from '../contract/models.ts'
import { defaultSettings } from '../contract/settings.ts'
import { mean, median, standardDeviation } from '../numeric/statistics.ts'
import { dot } from '../numeric/vector.ts'
import { alteredScale, alterPhoto } from '../vision/alter-photo.ts'
import type { PhotoFace, Vision } from '../vision/vision.ts'

/** A face in a sample photo: where its middle is and how high it is, in pixels, and whose it is. */
export const SampleFace = z.object({
  file: z.string(),
  x: z.number(),
  y: z.number(),
  height: z.number(),
  person: z.number().int(),
})
export type SampleFace = z.infer<typeof SampleFace>

export interface TrialOptions {
  readonly faces: readonly SampleFace[]
  readonly readPhoto: (file: string) => Promise<Uint8Array>
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Less than this share of the faces found or recognised, and the pack does not fit. */
export const minShare = 0.9
/** How far the similarities of different people are taken to reach where nobody has measured them. */
const farDeviations = 4.5
/** Stricter thresholds would refuse most colleagues. */
const maxStartingThreshold = 0.75

/** A face of the samples as a pack sees it: in the photo, or in the altered one. */
interface Seen {
  readonly person: number
  readonly altered: boolean
  /** Of the photo and face, altered or not. */
  readonly key: string
  readonly vector: Float32Array
}

/**
 * Tries a pack on photos of people who are known, as they are and altered, and measures how long it takes beside the
 * pack in use, on the same photos.
 */
export async function tryPack(
  openTried: () => Promise<Vision>,
  openPresent: () => Promise<Vision>,
  options: TrialOptions,
): Promise<PackTrial> {
  await using present = closing(await openPresent())
  try {
    await using tried = closing(await openTried())
    return await compare(tried.vision, present.vision, options)
  } catch (error) {
    if (!(error instanceof AppError && unusable.has(error.code))) throw error
    const measured = { now: options.now, times: [], presentTimes: [], problem: error.message }
    return judge([], options.faces.length, measured)
  }
}

/** What is wrong with a pack, and not with this machine. */
export const unusable: ReadonlySet<ErrorCode> = new Set(['model-unsupported', 'model-damaged', 'vision-stopped'])

export function closing(vision: Vision): AsyncDisposable & { readonly vision: Vision } {
  return { vision, [Symbol.asyncDispose]: () => vision.close() }
}

async function compare(
  tried: Vision,
  present: Vision,
  { faces, readPhoto, signal, onProgress, now }: TrialOptions,
): Promise<PackTrial> {
  const files = [...new Set(faces.map(({ file }) => file))]
  const seen: Seen[] = []
  const times: number[] = []
  const presentTimes: number[] = []
  for (const [index, file] of files.entries()) {
    onProgress(index, files.length)
    const own = faces.filter((face) => face.file === file)
    const photo = await readPhoto(file)
    // The first photo of each warms up.
    for (const [vision, kept] of [
      [tried, times],
      [present, presentTimes],
    ] as const) {
      signal.throwIfAborted()
      const analysis = await vision.analysePhoto(photo, { largest: null, liveness: false })
      if (index > 0 && analysis.faces.length > 0) {
        kept.push(analysis.stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / analysis.faces.length)
      }
      if (vision === tried) seen.push(...match(own, analysis.faces, (face) => face, false))
    }
    signal.throwIfAborted()
    const altered = await tried.analysePhoto(await alterPhoto(photo), { largest: null, liveness: false })
    const width = altered.width / alteredScale
    seen.push(...match(own, altered.faces, (face) => mirror(face, width), true))
  }
  onProgress(files.length, files.length)
  return judge(seen, faces.length, { now, times, presentTimes, problem: null })
}

function mirror({ x, y, height, ...face }: SampleFace, width: number): SampleFace {
  return { ...face, x: (width - x) * alteredScale, y: y * alteredScale, height: height * alteredScale }
}

function match(
  wanted: readonly SampleFace[],
  found: readonly PhotoFace[],
  place: (face: SampleFace) => SampleFace,
  altered: boolean,
): Seen[] {
  return wanted.flatMap((face) => {
    const { x, y, height } = place(face)
    const here = found.find(({ box }) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y) < height / 2)
    if (here === undefined) return []
    return [{ person: face.person, altered, key: `${face.file} ${face.x}`, vector: here.embedding.vector }]
  })
}

interface Measured {
  readonly now: () => number
  readonly times: readonly number[]
  readonly presentTimes: readonly number[]
  readonly problem: string | null
}

function judge(seen: readonly Seen[], faces: number, { now, times, presentTimes, problem }: Measured): PackTrial {
  const plain = seen.filter(({ altered }) => !altered)
  const others = plain.flatMap((one, index) =>
    plain.slice(index + 1).flatMap((two) => (one.person === two.person ? [] : [dot(one.vector, two.vector)])),
  )
  // Each face again: the altered one among all photos, and a person of two photos in the other one.
  const again = seen.filter((face) => face.altered || countOf(plain, face.person) > 1)
  const recognised = again.filter((face) => nearestTo(face, plain)?.person === face.person)
  const expected = faces + again.filter(({ altered }) => !altered).length
  const isFit = plain.length >= minShare * faces && recognised.length >= minShare * expected
  return PackTrial.parse({
    at: now() as Instant,
    kind: isFit ? 'fit' : 'unfit',
    faces,
    found: plain.length,
    again: expected,
    recognised: recognised.length,
    milliseconds: times.length === 0 ? 0 : median(times),
    presentMilliseconds: presentTimes.length === 0 ? 0 : median(presentTimes),
    problem,
    startingThreshold: startingThreshold(others),
  })
}

const countOf = (seen: readonly Seen[], person: number) => seen.filter((other) => other.person === person).length

function nearestTo({ key, vector, altered }: Seen, gallery: readonly Seen[]): Seen | undefined {
  return gallery
    .filter((other) => altered || other.key !== key)
    .toSorted((a, b) => dot(b.vector, vector) - dot(a.vector, vector))[0]
}

/**
 * Chooses the threshold that a pack begins with which nobody has measured: beyond what different people reach here, and
 * never lower than that of the pack that ships.
 */
function startingThreshold(others: readonly number[]): number {
  if (others.length < 2) return maxStartingThreshold
  const far = mean(others) + farDeviations * standardDeviation(others)
  return Math.min(maxStartingThreshold, Math.max(defaultSettings.threshold, Math.round(far * 100) / 100))
}
