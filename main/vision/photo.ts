import type { Liveness, ModelOpinion } from '../contract/entities.ts'
import { rateProminence } from '../contract/prominence.ts'
import type { Bitmap } from './bitmap.ts'
import { decodePhoto } from './decode.ts'
import type { Detection } from './detect/detection.ts'
import type { Detector } from './detect/detector.ts'
import { detectInPhoto } from './detect/tiles.ts'
import { fourCrops, measureLowerFace } from './embed.ts'
import { locateFace } from './face.ts'
import { brighten } from './light.ts'
import { combineOpinions } from './liveness.ts'
import type { Models } from './models.ts'
import { checkLiveness, embedFace, encodeCrop } from './models-on-face.ts'
import { withAgreement, withCover } from './quality.ts'
import { type QuarterTurns, turnBitmap, undoBoxTurns, undoTurns } from './quarter-turns.ts'
import { createStopwatch, type Stopwatch } from './stages.ts'
import type { Turns } from './turns.ts'
import { unstretch } from './unstretch.ts'
import type { PhotoAnalysis, PhotoFace, PhotoOptions } from './vision.ts'

export interface PhotoTools {
  readonly models: Models
  readonly detectorOf: () => Promise<Detector>
  readonly turn: Turns
  /** A clock in milliseconds. */
  readonly now: () => number
}

/** A picture as it is searched: turned, and brightened when dark. */
interface Picture {
  readonly bitmap: Bitmap
  readonly turns: QuarterTurns
  /** See `brighten`. */
  readonly gain: number
  /** Photo pixels per bitmap pixel. */
  readonly scale: number
}

/** A face of a photo, and how many times too wide it is (see `measureStretch`). */
interface SeenFace {
  readonly face: PhotoFace
  readonly stretch: number
}

/** What one look at a picture has shown. */
interface Seen {
  readonly faces: readonly SeenFace[]
  readonly others: number
}

/** The same, and how good the best face would be in the picture's natural proportions, 0..100. */
interface Reading extends Seen {
  readonly worth: number
}

/**
 * A photo whose best face has less quality may lie on its side or upside down, where the detector finds faces too. So
 * it is searched turned as well. A face found there must score `sure` and be better by `clearlyBetter`, or at all
 * better than a face that would be good only in other proportions. Measured in docs/quality.md.
 */
const doubtfulQuality = 60
const clearlyBetter = 15
const sureDetection = 0.95
/** A face of less quality, or none, may be cropped so tightly that the detector needs a border around the photo. */
const poorQuality = 20
/** The width of that border, in sides of the photo. */
const border = 0.3
/** From this stretch on, where its quality component begins to fall (quality.ts), a picture may be stretched. */
const slightStretch = 0.3

/** Analyses photos: decodes one, searches it as it lies, and in other ways where that shows no good face. */
export function createPhotoAnalysis({ models, detectorOf, turn, now }: PhotoTools) {
  return async (photo: Uint8Array, options: PhotoOptions): Promise<PhotoAnalysis> => {
    const stopwatch = createStopwatch(now)
    const { bitmap: decoded, width, height, scale } = await stopwatch.measure('decode', () => decodePhoto(photo))
    using bitmap = decoded
    const { gain } = await stopwatch.measure('light', () => brighten(bitmap))
    const { faces, others } = await lookWell({ bitmap, turns: 0, gain, scale }, options, stopwatch)
    return { width, height, faces: faces.map(({ face }) => face), others, stages: stopwatch.stages() }
  }

  async function lookWell(picture: Picture, options: PhotoOptions, stopwatch: Stopwatch): Promise<Seen> {
    let best = await read(picture, detectInPhoto, options, stopwatch)
    if (qualityOf(best) >= doubtfulQuality) return best
    if (best.worth < poorQuality) best = chooseBetter(best, await read(picture, detectWithBorder, options, stopwatch))
    const upright = best
    const margin = upright.worth > qualityOf(upright) ? 0 : clearlyBetter
    for (const turns of [1, 2, 3] as const) {
      using bitmap = turnBitmap(picture.bitmap, turns)
      const turned = await read({ ...picture, bitmap, turns }, detectInPhoto, options, stopwatch)
      const sure = (bestOf(turned)?.face.detection ?? 0) >= sureDetection
      // A face that would be mediocre in natural proportions is no reason to turn the photo.
      const worth = turned.worth >= doubtfulQuality ? turned.worth : qualityOf(turned)
      if (sure && worth > upright.worth + margin) best = chooseBetter(best, { ...turned, worth })
    }
    return best
  }

  /**
   * Searches a picture and, where that shows a poor face that seems stretched, the picture with the stretch undone, to
   * tell what the face would be worth. In a stretched photo the detector may find a natural face of nobody in another
   * position; the right position is worth more.
   */
  async function read(
    picture: Picture,
    detect: typeof detectInPhoto,
    options: PhotoOptions,
    stopwatch: Stopwatch,
  ): Promise<Reading> {
    const seen = await look(picture, detect, options, stopwatch)
    const worth = qualityOf(seen)
    const { stretch } = bestOf(seen) ?? { stretch: 0 }
    if (worth >= doubtfulQuality || Math.abs(stretch) < slightStretch) return { ...seen, worth }
    using bitmap = unstretch(picture.bitmap, stretch)
    const oneFace = { ...options, largest: 1, liveness: false }
    const natural = await look({ ...picture, bitmap }, detectInPhoto, oneFace, stopwatch)
    return { ...seen, worth: Math.max(worth, qualityOf(natural)) }
  }

  async function look(
    picture: Picture,
    detect: typeof detectInPhoto,
    options: PhotoOptions,
    stopwatch: Stopwatch,
  ): Promise<Seen> {
    const { bitmap } = picture
    const detector = await detectorOf()
    const byTurns: Detector = {
      model: detector.model,
      detect: (...search) => turn('photo', () => detector.detect(...search)),
    }
    const found = await stopwatch.measure('detect', () => detect(bitmap, byTurns))
    const prominence = rateProminence(bitmap, options.prominence ?? 'largest')
    const wanted = found.toSorted((a, b) => prominence(b.box) - prominence(a.box))
    const faces: SeenFace[] = []
    while (wanted.length > 0 && faces.length < (options.largest ?? Number.POSITIVE_INFINITY)) {
      const face = await turn('photo', () => faceOf(picture, wanted.shift()!, options, stopwatch))
      if (face !== null) faces.push(face)
    }
    return { faces, others: wanted.length }
  }

  async function faceOf(
    picture: Picture,
    detection: Detection,
    options: PhotoOptions,
    stopwatch: Stopwatch,
  ): Promise<SeenFace | null> {
    const { bitmap, scale, gain } = picture
    const face = await locateFace(bitmap, detection, scale, gain, 'photo', models, stopwatch)
    if (face === null) return null
    const opinions = options.liveness ? await checkLiveness(bitmap, face, models, stopwatch) : []
    // Other crops overwrite it.
    const crop = await encodeCrop(face, stopwatch)
    const { embedding, agreement, asAligned } = await embedFace(bitmap, face, fourCrops, models, stopwatch)
    const { session, model } = await models.need('embedder')
    let { quality } = face
    if (model.agreement !== undefined) quality = withAgreement(quality, agreement, model.agreement)
    if (options.cover && model.lowerFace !== undefined) {
      const share = await stopwatch.measure('embed', () =>
        measureLowerFace(bitmap, face.toBitmap, asAligned, session, model),
      )
      quality = withCover(quality, share, model.lowerFace)
    }
    const { box, point } = mapToPhoto(picture)
    return {
      face: {
        box: box(face.box),
        detection: face.detection,
        points: face.points.map(point),
        pose: face.pose,
        quality,
        liveness: toPhotoLiveness(opinions),
        embedding,
        crop,
      },
      stretch: face.stretch,
    }
  }
}

const bestOf = ({ faces }: Seen): SeenFace | undefined =>
  faces.toSorted((a, b) => b.face.quality.score - a.face.quality.score)[0]

/** The quality of the best face; 0 where there is none. */
const qualityOf = (seen: Seen) => bestOf(seen)?.face.quality.score ?? 0

const chooseBetter = (a: Reading, b: Reading) => (b.worth > a.worth ? b : a)

/** A photo shows no movement, so only the models speak. */
function toPhotoLiveness(opinions: readonly ModelOpinion[]): Liveness | null {
  if (opinions.length === 0) return null
  const judged = { real: combineOpinions(opinions), cues: { frozen: null, planar: null } }
  return opinions.length === 1 ? judged : { ...judged, models: [...opinions] }
}

/** Maps pixels of the bitmap to those of the photo as it lies. */
function mapToPhoto({ bitmap, turns, scale }: Picture) {
  const [width, height] = turns % 2 === 0 ? [bitmap.width, bitmap.height] : [bitmap.height, bitmap.width]
  return {
    box: (box: PhotoFace['box']) => {
      const { x, y, width: across, height: down } = undoBoxTurns(box, turns, width, height)
      return { x: x * scale, y: y * scale, width: across * scale, height: down * scale }
    },
    point: (place: PhotoFace['points'][number]) => {
      // A point is measured from the first pixel's centre, a box from its corner.
      const { x, y } = undoTurns(place, turns, width - 1, height - 1)
      return { x: x * scale, y: y * scale }
    },
  }
}

/** Searches a photo with a black border around it, which only the detector sees. */
function detectWithBorder(bitmap: Bitmap, detector: Detector): Promise<Detection[]> {
  const [x, y] = [border * bitmap.width, border * bitmap.height]
  const region = { x: -x, y: -y, width: bitmap.width + 2 * x, height: bitmap.height + 2 * y }
  return detector.detect(bitmap, region, detector.model.scoreThreshold)
}
