import { setImmediate } from 'node:timers/promises'
import type { Work } from '../threads/methods.ts'
import { serveThread } from '../threads/serve.ts'
import { createHnsw, type HnswIndex } from './hnsw.ts'
import type { GalleryEntry } from './match.ts'

/** Templates inserted between two checks for cancellation, which takes a few milliseconds. */
const slice = 16

let index: HnswIndex | null = null

const methods = {
  begin({ dimensions, capacity }: { readonly dimensions: number; readonly capacity: number }): void {
    index = createHnsw(dimensions, capacity)
  },
  /** Leaves out the rest when it is cancelled. */
  async add(entries: readonly GalleryEntry[], { signal }: Work): Promise<void> {
    for (let at = 0; at < entries.length && !signal.aborted; at += slice) {
      index!.add(entries.slice(at, at + slice))
      await setImmediate()
    }
  },
  save: (file: string): void => index!.save(file),
}
export type BuildMethods = typeof methods
serveThread(methods)
