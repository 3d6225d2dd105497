import { setPriority } from 'node:os'
import { serveThread } from '../threads/serve.ts'
import { type KeptPhotoEmbedder, openKeptPhotoEmbedder } from './kept-photo.ts'
import type { FoundPack } from './manifest.ts'

// On Linux this is the priority of the thread alone; elsewhere it would be that of the whole app.
if (process.platform === 'linux') setPriority(19)

const { promise: embedder, resolve: opened } = Promise.withResolvers<KeptPhotoEmbedder>()

const methods = {
  async open(pack: FoundPack): Promise<void> {
    opened(await openKeptPhotoEmbedder(pack))
  },
  embed: async (photo: Uint8Array) => (await embedder).embed(photo),
  close: async () => (await embedder).close(),
}
export type KeptPhotoMethods = typeof methods
serveThread(methods)
