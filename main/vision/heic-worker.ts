import createLibheif from 'libheif-js/libheif-wasm/libheif-bundle.mjs'
import { AppError } from '../contract/errors.ts'
import type { Work } from '../threads/methods.ts'
import { serveThread } from '../threads/serve.ts'
import type { HeicPicture } from './heic.ts'
import { checkSize } from './photo-size.ts'

async function decode(photo: Uint8Array, { transfer }: Work): Promise<HeicPicture> {
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
  transfer(data.buffer)
  return { width, height, data: new Uint8Array(data.buffer) }
}

const methods = { decode }
export type HeicMethods = typeof methods
serveThread(methods)
