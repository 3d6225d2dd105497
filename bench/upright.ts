/**
 * How wide the boxes of faces are for their height, upright and turned: what `maxUprightRatio` in
 * renderer/camera/watch.ts stands on. With the first photo of every fourth person of ROLLCALL_FACES or ../shared/faces,
 * as frames of 480 x 480.
 *
 *   npm run bench upright
 */
import { join } from 'node:path'
import sharp from 'sharp'
import { createVision } from '../main/vision/create.ts'
import { findFacePhotos } from './face-photos.ts'

export const name = 'upright'

const side = 480
const turns = [0, 90, 180, 270]

export async function run(): Promise<void> {
  const photos = findFacePhotos()?.people.filter((_person, index) => index % 4 === 0)
  if (photos === undefined) return
  const vision = await createVision({
    modelsFolder: join(import.meta.dirname, '..', 'models'),
    now: () => performance.now(),
  })
  try {
    const rows: Record<string, object> = {}
    for (const turn of turns) {
      const ratios: number[] = []
      for (const { name: person, photos: files } of photos) {
        const turned = await sharp(files[0]).resize(side, side).rotate(turn).png().toBuffer()
        const data = Uint8Array.from(await sharp(turned).ensureAlpha().raw().toBuffer())
        const frame = { width: side, height: side, sequence: 1, capturedAt: 0, kiosk: `${person} ${turn}`, data }
        const { faces } = await vision.analyseFrame({ purpose: 'observe', ...frame })
        const [largest] = faces.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
        if (largest !== undefined) ratios.push(largest.box.width / largest.box.height)
      }
      ratios.sort((a, b) => a - b)
      const at = (share: number) => ratios[Math.floor(share * (ratios.length - 1))]
      const wider = ratios.filter((ratio) => ratio > 0.95).length
      rows[turn] = { found: ratios.length, least: at(0), median: at(0.5), most: at(1), 'over 0.95': wider }
    }
    console.table(rows)
  } finally {
    await vision.close()
  }
}
