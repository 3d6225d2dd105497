import type Sharp from 'sharp'

let loaded: Promise<typeof Sharp> | null = null

/**
 * Loads the photo codec with the first photo: in Electron on Linux it is WebAssembly, and a start need not wait for its
 * compilation. It caches no photo, and uses one thread for each.
 */
export function loadSharp(): Promise<typeof Sharp> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loaded
}
