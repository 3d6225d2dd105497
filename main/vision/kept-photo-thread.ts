import { SHARE_ENV } from 'node:worker_threads'
import { AppError } from '../contract/errors.ts'
import { startThread } from '../threads/thread.ts'
import type { KeptPhotoEmbedder } from './kept-photo.ts'
import type { KeptPhotoMethods } from './kept-photo-worker.ts'
import type { FoundPack } from './manifest.ts'

/**
 * Starts a thread of low priority that embeds kept photos, beside the one that looks at the camera.
 * @throws AppError `model-missing`, `model-damaged`, `model-unsupported`
 */
export async function startKeptPhotoEmbedder(pack: FoundPack): Promise<KeptPhotoEmbedder> {
  const thread = startThread<KeptPhotoMethods>(new URL('./kept-photo-worker.ts', import.meta.url), {
    env: SHARE_ENV,
    toError: (cause) => new AppError('vision-stopped', 'The thread that reads kept photos has stopped.', { cause }),
  })
  try {
    await thread.call('open', pack)
  } catch (error) {
    await thread[Symbol.asyncDispose]()
    throw error
  }
  return {
    embed: (photo) => thread.call('embed', photo),
    async close() {
      if (!thread.running) return
      await thread.call('close', undefined)
      await thread.end()
    },
  }
}
