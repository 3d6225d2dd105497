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
}

const { dimensions, capacity, file } = workerData as BuildData
const index = createHnsw(dimensions, capacity)
const port = parentPort!

port.on('message', (entries: BuildRequest) => {
  if (entries === null) {
    index.save(file)
    port.postMessage('written' satisfies BuildReply)
    port.close()
    return
  }
  index.add(entries)
  port.postMessage('next' satisfies BuildReply)
})
port.postMessage('next' satisfies BuildReply)
