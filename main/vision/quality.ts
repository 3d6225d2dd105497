import type { Box, HeadPose, Point } from '../contract/entities.ts'
import type { Quality, QualityComponentName, QualityReason } from '../contract/quality.ts'
import { alignedSide } from './align.ts'
import { luma } from './bitmap.ts'
import { distance, overlapArea } from './geometry.ts'
import { type Plane, placesOf } from './tensor.ts'

/** What quality is judged by. */
export interface QualityInput {
  /** The aligned face, in any format of three colours. */
  readonly face: Plane
  readonly box: Box
  readonly detection: number
  readonly points: readonly Point[]
  readonly pose: HeadPose
  /** Probability 0..1 that the eyes are open; null when unknown. */
  readonly eyesOpen: number | null
  /** Width of the picture that holds the box. */
  readonly width: number
  readonly height: number
  /** Photo pixels per pixel of box and points. */
  readonly scale: number
  /** What a dark picture's values were multiplied by, 1 for any other: light is judged as it was. */
  readonly gain: number
  /** Binary logarithm of how many times too wide the face is (see `measureStretch`); 0 for a camera's frame. */
  readonly stretch: number
}

interface Component {
  readonly name: QualityComponentName
  readonly score: number
  readonly reason: QualityReason | null
}

/** A component below this gives its reason. */
const minGoodScore = 60

/** How much each component counts in the unified score; docs/quality.md says what each predicts about errors. */
const weights: Readonly<Record<QualityComponentName, number>> = {
  size: 1,
  sharpness: 1,
  exposure: 0.2,
  contrast: 0.2,
  yaw: 3,
  pitch: 3,
  roll: 1.5,
  eyes: 1,
  occlusion: 1,
  'cut-off': 1,
  proportions: 1,
}

/** The score is at most this much above the lowest component; closed eyes alone do not spoil a picture. */
const headroom = 50

/**
 * Judges a face picture after ISO/IEC 29794-5: components 0..100, each with what to do about it when it is low, and a
 * unified score, their weighted geometric mean held down by the lowest one. `turn-left` and `turn-right` are the
 * person's own left and right.
 */
export function judgeQuality(input: QualityInput): Quality {
  const light = measureLight(input.face, input.gain)
  const { yaw, pitch, roll } = input.pose
  const dark = light.mean < 128 && light.clipped < maxWhitePart
  const brightness = dark
    ? ramp(light.mean, 25, 85)
    : Math.min(ramp(light.mean, 245, 190), ramp(light.clipped, 0.53, maxWhitePart))
  const evenness = ramp(light.imbalance, 0.75, 0.3)
  // Photos of ordinary faces reach 2.7 in both directions (docs/quality.md).
  const sharpness = Math.min(ramp(Math.log2(light.detail + 1), 2, 7), ramp(Math.log2(light.minDetail + 1), 2, 2.7))
  const judged = {
    size: component('size', ramp(distance(input.points[0]!, input.points[1]!) * input.scale, 10, 40), 'come-closer'),
    sharpness: component('sharpness', sharpness, 'hold-still'),
    exposure: component('exposure', brightness, dark ? 'more-light' : 'less-light'),
    contrast: component('contrast', Math.min(ramp(light.deviation, 8, 32), evenness), 'light-from-front'),
    yaw: component('yaw', ramp(Math.abs(yaw), 70, 0), yaw > 0 ? 'turn-right' : 'turn-left'),
    pitch: component('pitch', ramp(Math.abs(pitch), 60, 0), pitch > 0 ? 'chin-down' : 'chin-up'),
    roll: component('roll', ramp(Math.abs(roll), 60, 0), 'straighten-head'),
    eyes: input.eyesOpen === null ? null : component('eyes', 100 * input.eyesOpen, 'open-eyes'),
    occlusion: component('occlusion', ramp(input.detection, 0.5, 0.95), 'uncover-face'),
    'cut-off': component('cut-off', ramp(measureInside(input), 0.6, 0.97), 'move-into-picture'),
    proportions: component('proportions', ramp(Math.abs(input.stretch), 0.5, 0.3), 'keep-proportions'),
  } satisfies Record<QualityComponentName, Component | null>
  const components = Object.values(judged).filter((each) => each !== null)
  let logarithms = 0
  let total = 0
  let worst = 100
  for (const { name, score } of components) {
    logarithms += weights[name] * Math.log(Math.max(1, score))
    total += weights[name]
    if (name !== 'eyes') worst = Math.min(worst, score)
  }
  return { score: Math.min(Math.exp(logarithms / total), headroom + worst), components }
}

/**
 * Corrects the quality of a photo by how much the embeddings of its crops agree, as their geometric mean: an embedder
 * errs where a small change of the crop changes the result (the idea of SER-FIQ, Terhörst et al., CVPR 2020).
 * @param agreement length of the mean of the crops' unit embeddings, 0..1
 * @param range agreement of a useless photo and of a good one, for this embedder
 */
export function withAgreement(
  quality: Quality,
  agreement: number,
  [useless, good]: readonly [number, number],
): Quality {
  return { ...quality, score: Math.sqrt(quality.score * Math.max(1, ramp(agreement, useless, good))) }
}

/**
 * Corrects the quality of a photo by whether mouth and nose are covered: the component for a covered face is at most
 * what the lower half allows, and holds the score down like any other.
 * @param lowerShare see `measureLowerFace`
 * @param range of a covered and of an uncovered face, for this embedder
 */
export function withCover(quality: Quality, lowerShare: number, [covered, open]: readonly [number, number]): Quality {
  const seen = component('occlusion', ramp(lowerShare, covered, open), 'uncover-face')
  const components = quality.components.map((each) =>
    each.name === seen.name && seen.score < each.score ? seen : each,
  )
  return { score: Math.min(quality.score, headroom + seen.score), components }
}

function component(name: QualityComponentName, score: number, reason: QualityReason): Component {
  return { name, score, reason: score < minGoodScore ? reason : null }
}

/** Interpolates from 0 at `bad` to 100 at `good`, whichever of them is greater. */
function ramp(value: number, bad: number, good: number): number {
  return 100 * Math.min(1, Math.max(0, (value - bad) / (good - bad)))
}

interface Light {
  /** Mean luma of the face, 0..255. */
  readonly mean: number
  /** Standard deviation of the luma. */
  readonly deviation: number
  /** Variance of the Laplacian of the luma. */
  readonly detail: number
  /** The lesser of the variances across and down: a picture with motion blur is sharp in one direction only. */
  readonly minDetail: number
  /** The white part of the face, 0..1. */
  readonly clipped: number
  /** Difference of the two halves' means over their mean, 0..2. */
  readonly imbalance: number
}

/** The part of an aligned face that is skin on nearly everybody: from the brows to the chin, between the cheeks. */
const inner = { left: 24, right: 88, top: 36, bottom: 104 } as const

/** @param gain see `QualityInput` */
function measureLight(face: Plane, gain: number): Light {
  readLuma(face)
  const middle = (inner.left + inner.right) / 2
  const count = (inner.right - inner.left) * (inner.bottom - inner.top)
  let sum = 0
  let squares = 0
  let leftSum = 0
  let edges = 0
  let edgeSquares = 0
  let acrossSquares = 0
  let downSquares = 0
  let clipped = 0
  for (let y = inner.top; y < inner.bottom; y++) {
    for (let x = inner.left; x < inner.right; x++) {
      const at = y * face.width + x
      const value = grey[at]!
      sum += value
      squares += value * value
      if (x < middle) leftSum += value
      if (value >= white) clipped++
      const across = 2 * value - grey[at - 1]! - grey[at + 1]!
      const down = 2 * value - grey[at - face.width]! - grey[at + face.width]!
      const edge = across + down
      acrossSquares += across * across
      downSquares += down * down
      edges += edge
      edgeSquares += edge * edge
    }
  }
  const mean = sum / count
  return {
    mean: mean / gain,
    deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)),
    detail: Math.max(0, edgeSquares / count - (edges / count) ** 2 - laplacianNoise * measureStepNoise(gain)),
    minDetail: Math.min(acrossSquares, downSquares) / count,
    clipped: clipped / count,
    imbalance: Math.abs(2 * leftSum - sum) / Math.max(1, sum / 2),
  }
}

/** Skin of this luma and above shows no detail any more. */
const white = 250
/** This much of a face may be white: highlights on the skin, glasses. */
const maxWhitePart = 0.1

/** Variance that noise of variance 1 in each pixel gives the Laplacian: 4 x 4 and four times 1. */
const laplacianNoise = 20

/** Computes the variance that rounding left before the levels were multiplied: the square of a step over 12. */
function measureStepNoise(gain: number): number {
  return gain === 1 ? 0 : gain ** 2 / 12
}

/** The luma of an aligned face, where it is measured and one pixel around. */
const grey = new Float32Array(alignedSide * alignedSide)

function readLuma({ width, data, format }: Plane): void {
  const { red, green, blue } = placesOf(format, grey.length)
  const { scale, mean } = format
  for (let y = inner.top - 1; y <= inner.bottom; y++) {
    for (let at = y * width + inner.left - 1, end = y * width + inner.right; at <= end; at++) {
      const value = luma.red * data[red + at]! + luma.green * data[green + at]! + luma.blue * data[blue + at]!
      grey[at] = value * scale + mean
    }
  }
}

/** Computes the part of the face's box that lies in the picture. */
function measureInside({ box, width, height }: QualityInput): number {
  return overlapArea(box, { x: 0, y: 0, width, height }) / (box.width * box.height)
}
