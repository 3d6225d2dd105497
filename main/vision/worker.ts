import nodeModule from 'node:module'
import type { Frame } from '../contract/frame.ts'
import type { ModelOptions } from './models.ts'
import type { FrameOptions, PhotoOptions, Vision } from './vision.ts'

// A thread does not inherit the process's cache of compiled sources, which is worth a third of its start.
if (process.env.NODE_COMPILE_CACHE !== undefined) nodeModule.enableCompileCache?.()
const { serveThread } = await import('../threads/serve.ts')
const { freeBytes } = await import('./bitmap.ts')
const { createLocalVision } = await import('./pipeline.ts')

const { promise: vision, resolve: opened } = Promise.withResolvers<Vision>()

const methods = {
  /** Opens the models; every other method waits for it. */
  async open(options: ModelOptions): Promise<void> {
    opened(await createLocalVision({ ...options, now: () => performance.now() }))
  },
  photo: async ({ photo, options }: { readonly photo: Uint8Array; readonly options: PhotoOptions }) =>
    (await vision).analysePhoto(photo, options),
  async frame({ frame, options }: { readonly frame: Frame; readonly options: FrameOptions }) {
    try {
      return await (await vision).analyseFrame(frame, options)
    } finally {
      // The frame was transferred here, and its memory is freed at once: see `Bitmap`.
      freeBytes(frame.data)
    }
  },
  info: async () => (await vision).info(),
  /** Answers, to show that the thread still runs. */
  ping: () => null,
  close: async () => (await vision).close(),
}
export type VisionMethods = typeof methods
serveThread(methods)
