import type Sharp from 'sharp'

let loaded: Promise<typeof Sharp> | null = null

/**
 * The decoder and encoder of photos, loaded by the first photo: in Electron on Linux it is WebAssembly, and a start
 * need not wait until that is compiled. It keeps nothing of a photo, and decodes each with one thread.
 */
export function loadSharp(): Promise<typeof Sharp> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loaded
}
