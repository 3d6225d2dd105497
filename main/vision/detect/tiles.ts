import type { Box } from '../../contract/entities.ts'
import type { Bitmap } from '../bitmap.ts'
import { containment, overlap, squareAround } from '../geometry.ts'
import type { Detection } from './detection.ts'
import type { Detector } from './detector.ts'

/**
 * Tiles are at least this many times the detector's input: in smaller ones a face has too few pixels to be recognised.
 */
const minTileScale = 2
/** Each level halves the tiles' side; two levels reach faces of a 48th of the picture's height. */
const levels = 2
/** The part of a tile that its neighbour covers too; larger faces are found one level up. */
const sharedPart = 1 / 3

/**
 * How much of a face's surroundings, in heights of its box, it must be found with again, since cloth and bare skin look
 * like a face in one crop only. On the six sample photos this told all 12 false detections of the tiles from all 22
 * faces.
 */
const contexts = [2.5, 4]

/**
 * A face that scores this much in the whole picture takes precedence over what tiles show: a tile may hold a part of a
 * large face, and the detector is often surer of the part. docs/accuracy.md has how it was chosen.
 */
const sureScore = 0.95

/**
 * Finds large and small faces of a photo: in the whole picture, then in tiles of a half and a quarter of it. Faces cut
 * by a tile's edge are left to its neighbour; what only a tile has shown must be found again in other crops.
 * @returns faces best first, in pixels of the bitmap
 */
export async function detectInPhoto(bitmap: Bitmap, detector: Detector): Promise<Detection[]> {
  const { scoreThreshold, input } = detector.model
  const [, , inputHeight, inputWidth] = input.shape
  const whole = { x: 0, y: 0, width: bitmap.width, height: bitmap.height }
  const atOnce = await detector.detect(bitmap, whole, scoreThreshold)
  const inTiles: Detection[] = []
  const step = Math.max(bitmap.width / inputWidth, bitmap.height / inputHeight)
  for (let level = 1; level <= levels && step / 2 ** level >= minTileScale / 2; level++) {
    const width = (inputWidth * step) / 2 ** level
    const height = (inputHeight * step) / 2 ** level
    for (const y of placeTiles(bitmap.height, height)) {
      for (const x of placeTiles(bitmap.width, width)) {
        const tile = { x, y, width: Math.min(width, bitmap.width), height: Math.min(height, bitmap.height) }
        const faces = await detector.detect(bitmap, tile, scoreThreshold)
        for (const face of faces) if (isWhole(face.box, tile, bitmap)) inTiles.push(face)
      }
    }
  }
  const known = new Set(atOnce)
  const sure = atOnce.filter(({ score }) => score >= sureScore)
  const others = [...atOnce.filter(({ score }) => score < sureScore), ...inTiles]
  const faces: Detection[] = []
  for (const face of [...merge(others, merge(sure, []))].sort((a, b) => b.score - a.score)) {
    if (known.has(face) || (await isConfirmed(bitmap, face, detector))) faces.push(face)
  }
  return faces
}

/** Tells whether the detector finds the face again with more of its surroundings. */
async function isConfirmed(bitmap: Bitmap, face: Detection, detector: Detector): Promise<boolean> {
  const { box } = face
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  for (const context of contexts) {
    const region = squareAround(middle, context * box.height)
    const again = await detector.detect(bitmap, region, detector.model.scoreThreshold)
    if (!again.some((other) => overlap(other.box, box) > 0.4)) return false
  }
  return true
}

/** Lists where tiles begin so that they cover `length` evenly and neighbours share at least `shared` of a tile. */
function placeTiles(length: number, tile: number): number[] {
  if (tile >= length) return [0]
  const count = Math.ceil((length - tile) / (tile * (1 - sharedPart))) + 1
  return Array.from({ length: count }, (_, index) => ((length - tile) * index) / (count - 1))
}

function isWhole(box: Box, tile: Box, bitmap: Bitmap): boolean {
  const margin = 0.02 * tile.height
  return (
    (tile.x <= 0 || box.x > tile.x + margin) &&
    (tile.y <= 0 || box.y > tile.y + margin) &&
    (tile.x + tile.width >= bitmap.width - 0.5 || box.x + box.width < tile.x + tile.width - margin) &&
    (tile.y + tile.height >= bitmap.height - 0.5 || box.y + box.height < tile.y + tile.height - margin)
  )
}

/**
 * Keeps the best of several detections of one face: boxes that share more than half of the smaller one.
 * @param first are kept whatever their scores
 */
function merge(faces: readonly Detection[], first: readonly Detection[]): Detection[] {
  const kept = [...first]
  for (const face of faces.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((other) => containment(other.box, face.box) <= 0.5)) kept.push(face)
  }
  return kept
}
