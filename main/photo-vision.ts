import { createVision, type VisionOptions } from './vision/create.ts'
import { readPack } from './vision/manifest.ts'
import { createVisionPool } from './vision/pool.ts'
import type { Vision } from './vision/vision.ts'

export interface PhotoVisionOptions extends Pick<VisionOptions, 'modelsFolder' | 'installedFolder' | 'provider'> {
  /** Where the vision worker is, when not beside its sources (in a bundle). */
  readonly visionWorker?: URL
  /** Threads that look at photos when many come at once; 1 when undefined. */
  readonly photoWorkers?: number
}

/**
 * Starts the vision pipeline alone: for work without a database, or while the rest is still loading.
 * @param pack the manifest's default when undefined
 * @param secondOpinion on liveness; none by default
 */
export function createVisionFor(
  options: PhotoVisionOptions,
  pack?: VisionOptions['pack'],
  secondOpinion: VisionOptions['secondOpinion'] = null,
): Promise<Vision> {
  const { modelsFolder, installedFolder, visionWorker, provider, photoWorkers = 1 } = options
  const start = () =>
    createVision({
      modelsFolder,
      now: () => performance.now(),
      ...(installedFolder && { installedFolder }),
      ...(pack && { pack }),
      ...(secondOpinion && { secondOpinion }),
      ...(visionWorker && { workerUrl: visionWorker }),
      ...(provider && { provider }),
    })
  return createVisionPool(start, photoWorkers)
}

/**
 * The same with a pack of models by its name, shipped or installed.
 * @param name the manifest's default when null
 * @throws AppError `model-missing` where there is none of that name
 */
export async function createVisionByPackName(options: PhotoVisionOptions, name: string | null): Promise<Vision> {
  return createVisionFor(options, name === null ? undefined : await readPack(options, name))
}
