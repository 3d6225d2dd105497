import { parentPort, workerData } from 'node:worker_threads'
import createLibheif from 'libheif-js/libheif-wasm/libheif-bundle.mjs'
import { AppError, type ErrorBody, errorBody } from '../contract/errors.ts'
import type { HeicPicture } from './heic.ts'
import { checkSize } from './photo-size.ts'

/** What comes back of the photo in `workerData`. */
export type HeicReply =
  | { readonly ok: true; readonly picture: HeicPicture }
  | { readonly ok: false; readonly error: ErrorBody }

async function decode(photo: Uint8Array): Promise<HeicPicture> {
  const { HeifDecoder } = await createLibheif()
  const images = new HeifDecoder().decode(photo)
  const image = images.find((each) => each.is_primary()) ?? images[0]
  if (image === undefined) throw new AppError('not-an-image', 'This HEIC file holds no picture that can be read.')
  const [width, height] = [image.get_width(), image.get_height()]
  checkSize(width, height)
  const data = new Uint8ClampedArray(4 * width * height)
  const shown = await new Promise<unknown>((resolve) => image.display({ width, height, data }, resolve))
  if (shown === null) {
    throw new AppError('image-truncated', 'This picture ends too early: the file is incomplete. Copy it again.')
  }
  return { width, height, data: new Uint8Array(data.buffer) }
}

const port = parentPort
if (port === null) throw new Error('heic-worker.ts runs in a worker thread only')
let reply: HeicReply
try {
  reply = { ok: true, picture: await decode(workerData as Uint8Array) }
} catch (error) {
  reply = { ok: false, error: errorBody(error) }
}
port.postMessage(reply, reply.ok ? [reply.picture.data.buffer as ArrayBuffer] : [])
