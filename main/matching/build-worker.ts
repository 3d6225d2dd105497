import { parentPort, workerData } from 'node:worker_threads'
import { createHnsw } from './hnsw.ts'
import type { GalleryEntry } from './match.ts'

/** From the builder: a portion of templates, or null when there are no more. */
export type BuildRequest = readonly GalleryEntry[] | null
/** To the builder: ready for a portion, or the graph is in the file. */
export type BuildReply = 'next' | 'written'

export interface BuildData {
  readonly dimensions: number
  readonly capacity: number
  readonly file: string
  /** One number, shared: anything but 0 ends the thread without a graph. */
  readonly stop: Int32Array
}

/** Looked at `stop` after so many templates: a few milliseconds. */
const slice = 16

const { dimensions, capacity, file, stop } = workerData as BuildData
const index = createHnsw(dimensions, capacity)
const port = parentPort!

port.on('message', (entries: BuildRequest) => {
  if (entries !== null) {
    for (let at = 0; at < entries.length && Atomics.load(stop, 0) === 0; at += slice) {
      index.add(entries.slice(at, at + slice))
    }
  }
  if (Atomics.load(stop, 0) !== 0) {
    port.close()
    return
  }
  if (entries === null) {
    index.save(file)
    port.postMessage('written' satisfies BuildReply)
    port.close()
    return
  }
  port.postMessage('next' satisfies BuildReply)
})
port.postMessage('next' satisfies BuildReply)
