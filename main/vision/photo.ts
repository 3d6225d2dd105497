import { prominenceIn } from '../contract/prominence.ts'
import type { Bitmap } from './bitmap.ts'
import { decodePhoto } from './decode.ts'
import type { Detection, Detector } from './detect/detector.ts'
import { detectInPhoto } from './detect/tiles.ts'
import { fourCrops, lowerFaceShare } from './embed.ts'
import { locateFace } from './face.ts'
import { freeWithHalves } from './halve.ts'
import { brighten } from './light.ts'
import type { Models } from './models.ts'
import { cropOf, embeddingOf, passiveOf } from './models-on-face.ts'
import { withAgreement, withCover } from './quality.ts'
import { type QuarterTurns, turnBack, turnBitmap, turnBoxBack } from './quarter-turns.ts'
import { createStopwatch, type Stopwatch } from './stages.ts'
import type { Turns } from './turns.ts'
import type { PhotoAnalysis, PhotoFace, PhotoOptions } from './vision.ts'

export interface PhotoTools {
  readonly models: Models
  readonly detectorOf: () => Promise<Detector>
  readonly turn: Turns
  /** Milliseconds. */
  readonly now: () => number
}

/** A picture as it is looked at: turned, and multiplied when dark. */
interface Picture {
  readonly bitmap: Bitmap
  readonly turns: QuarterTurns
  /** See `brighten`. */
  readonly gain: number
  /** Photo pixels per bitmap pixel. */
  readonly scale: number
}

/** What one look at a picture has shown; boxes and points in pixels of the bitmap. */
type Seen = Pick<PhotoAnalysis, 'faces' | 'others'>

/**
 * A photo whose best face has less quality may be lying on its side or upside down, where the detector finds faces too. It
 * is looked at turned; what that shows must be surely a face, and better by so much. Measured in docs/quality.md.
 */
const doubtfulQuality = 60
const clearlyBetter = 15
const sureDetection = 0.95
/** A face of less quality, or none, may be cut so tightly that the detector wants more around it. */
const poorQuality = 20
/** In sides of the photo: how much is added all around where a face fills more than the photo. */
const border = 0.3

/** The way of a photo: decoded, looked at as it lies, and in other ways where that shows no face that is worth having. */
export function createPhotoAnalysis({ models, detectorOf, turn, now }: PhotoTools) {
  return async (photo: Uint8Array, options: PhotoOptions): Promise<PhotoAnalysis> => {
    const stopwatch = createStopwatch(now)
    const { bitmap, width, height, scale } = await stopwatch.measure('decode', () => decodePhoto(photo))
    try {
      const { gain } = await stopwatch.measure('light', () => brighten(bitmap))
      const { faces, others } = await lookWell({ bitmap, turns: 0, gain, scale }, options, stopwatch)
      return { width, height, faces, others, stages: stopwatch.stages() }
    } finally {
      freeWithHalves(bitmap)
    }
  }

  async function lookWell(picture: Picture, options: PhotoOptions, stopwatch: Stopwatch): Promise<Seen> {
    let best = await look(picture, detectInPhoto, options, stopwatch)
    if (qualityOf(best) >= doubtfulQuality) return best
    if (qualityOf(best) < poorQuality) best = better(best, await look(picture, detectWithBorder, options, stopwatch))
    const upright = best
    for (const turns of [1, 2, 3] as const) {
      const bitmap = turnBitmap(picture.bitmap, turns)
      try {
        const turned = await look({ ...picture, bitmap, turns }, detectInPhoto, options, stopwatch)
        const sure = { faces: turned.faces.filter(({ detection }) => detection >= sureDetection) }
        if (qualityOf(sure) > qualityOf(upright) + clearlyBetter) best = better(best, turned)
      } finally {
        freeWithHalves(bitmap)
      }
    }
    return best
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
    const prominence = prominenceIn(bitmap, options.prominence ?? 'largest')
    const wanted = found.toSorted((a, b) => prominence(b.box) - prominence(a.box))
    const faces: PhotoFace[] = []
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
  ): Promise<PhotoFace | null> {
    const { bitmap, scale, gain } = picture
    const face = await locateFace(bitmap, detection, scale, gain, 'photo', models, stopwatch)
    if (face === null) return null
    const real = options.liveness ? await passiveOf(bitmap, face, models, stopwatch) : null
    // Before other crops of it take its place.
    const crop = await cropOf(face, stopwatch)
    const { embedding, agreement, asAligned } = await embeddingOf(bitmap, face, fourCrops, models, stopwatch)
    const { session, model } = await models.need('embedder')
    let { quality } = face
    if (model.agreement !== undefined) quality = withAgreement(quality, agreement, model.agreement)
    if (options.cover && model.lowerFace !== undefined) {
      const share = await stopwatch.measure('embed', () =>
        lowerFaceShare(bitmap, face.toBitmap, asAligned, session, model),
      )
      quality = withCover(quality, share, model.lowerFace)
    }
    const { box, point } = inPhoto(picture)
    return {
      box: box(face.box),
      detection: face.detection,
      points: face.points.map(point),
      pose: face.pose,
      quality,
      liveness: real === null ? null : { real, cues: { frozen: null, planar: null } },
      embedding,
      crop,
    }
  }
}

/** Of the best face; 0 where there is none. */
const qualityOf = ({ faces }: Pick<Seen, 'faces'>) => Math.max(0, ...faces.map(({ quality }) => quality.score))

const better = (a: Seen, b: Seen) => (qualityOf(b) > qualityOf(a) ? b : a)

/** From pixels of the bitmap to those of the photo as it lies. */
function inPhoto({ bitmap, turns, scale }: Picture) {
  const [width, height] = turns % 2 === 0 ? [bitmap.width, bitmap.height] : [bitmap.height, bitmap.width]
  return {
    box: (box: PhotoFace['box']) => {
      const { x, y, width: across, height: down } = turnBoxBack(box, turns, width, height)
      return { x: x * scale, y: y * scale, width: across * scale, height: down * scale }
    },
    point: (place: PhotoFace['points'][number]) => {
      // A point counts from the first pixel's middle, a box from its corner.
      const { x, y } = turnBack(place, turns, width - 1, height - 1)
      return { x: x * scale, y: y * scale }
    },
  }
}

/** Only the detector sees the border, which is black: all else is judged in the photo itself. */
function detectWithBorder(bitmap: Bitmap, detector: Detector): Promise<Detection[]> {
  const [x, y] = [border * bitmap.width, border * bitmap.height]
  const region = { x: -x, y: -y, width: bitmap.width + 2 * x, height: bitmap.height + 2 * y }
  return detector.detect(bitmap, region, detector.model.scoreThreshold)
}
