import { join } from 'node:path'
import { createVision } from '../../main/vision/create.ts'
import { serve } from './contestant.ts'

/** Rollcall's own pipeline; it also judges quality and makes a crop, which the others do not. */
await serve(async () => {
  const modelsFolder = join(import.meta.dirname, '../../models')
  const vision = await createVision({ modelsFolder, now: () => performance.now() })
  return {
    async describe(jpeg) {
      const { faces } = await vision.analysePhoto(jpeg, { largest: 1, liveness: false })
      const vector = faces[0]?.embedding.vector
      return vector === undefined ? null : [...vector]
    },
  }
})
