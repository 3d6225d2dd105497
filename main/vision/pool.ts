import type { Vision } from './vision.ts'

/** One worker and the photos that it has not answered yet. */
interface Lane {
  readonly vision: Promise<Vision>
  photos: number
}

/**
 * Makes several workers look like one: frames and questions go to the first, a photo to the one with the fewest photos.
 * Another worker starts only when a photo comes while all are busy; one that cannot start leaves its photos to the
 * others.
 * @param start starts a worker with its own models
 * @param maxWorkers at least 1
 */
export async function createVisionPool(start: () => Promise<Vision>, maxWorkers: number): Promise<Vision> {
  const first = await start()
  const lanes: Lane[] = [{ vision: Promise.resolve(first), photos: 0 }]

  function laneForPhoto(): Lane {
    const idlest = lanes.reduce((best, lane) => (lane.photos < best.photos ? lane : best))
    if (idlest.photos === 0 || lanes.length >= maxWorkers) return idlest
    const lane = { vision: start().catch(() => first), photos: 0 }
    lanes.push(lane)
    return lane
  }

  return {
    async analysePhoto(photo, options) {
      const lane = laneForPhoto()
      lane.photos++
      try {
        return await (await lane.vision).analysePhoto(photo, options)
      } finally {
        lane.photos--
      }
    },
    analyseFrame: (frame, options) => first.analyseFrame(frame, options),
    info: () => first.info(),
    async close() {
      const visions = new Set(await Promise.all(lanes.map(({ vision }) => vision)))
      await Promise.all([...visions].map((vision) => vision.close()))
    },
  }
}
