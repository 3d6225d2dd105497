import type { Box } from '../../contract/entities.ts'
import type { Bitmap } from '../bitmap.ts'
import { overlap } from '../geometry.ts'
import type { DetectorModel } from '../manifest.ts'
import type { Session } from '../session.ts'
import { makeCropMap, warp } from '../tensor.ts'
import type { Detection, DetectionReader } from './detection.ts'
import { readScrfd } from './scrfd.ts'
import { readUltraface } from './ultraface.ts'
import { readYunet } from './yunet.ts'

export interface Detector {
  readonly model: DetectorModel
  /**
   * Finds faces in a region of a bitmap, letterboxed into the top left corner of the model's input.
   * @returns faces that score at minScore `minScore`, suppressed by IoU, best first, in pixels of the bitmap
   */
  detect(bitmap: Bitmap, region: Box, minScore: number): Promise<Detection[]>
}

const readers: Readonly<Record<DetectorModel['kind'], DetectionReader>> = {
  ultraface: readUltraface,
  scrfd: readScrfd,
  yunet: readYunet,
}

export function createDetector(session: Session, model: DetectorModel): Detector {
  const read = readers[model.kind]
  const { width, height } = session.input

  async function detect(bitmap: Bitmap, region: Box, minScore: number): Promise<Detection[]> {
    const step = Math.max(region.width / width, region.height / height)
    warp(bitmap, makeCropMap(region.x, region.y, step), session.input)
    const found = await read(session, minScore)
    return suppress(found, model.nmsIou).map((face) => moveDetection(face, step, region))
  }

  return { model, detect }
}

/** Suppresses all but the best of overlapping faces, greedily, by an IoU above `iou`. */
export function suppress(faces: readonly Detection[], iou: number): Detection[] {
  const kept: Detection[] = []
  for (const face of faces.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(other.box, face.box) <= iou)) kept.push(face)
  }
  return kept
}

function moveDetection({ box, score, points }: Detection, step: number, { x, y }: Box): Detection {
  return {
    box: { x: x + box.x * step, y: y + box.y * step, width: box.width * step, height: box.height * step },
    score,
    points: points?.map((point) => ({ x: x + point.x * step, y: y + point.y * step })) ?? null,
  }
}
