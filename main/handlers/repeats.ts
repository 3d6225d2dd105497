import { crc32 } from 'node:zlib'
import type { Frame } from '../contract/frame.ts'

/** As many cameras as vision follows at once; the one heard of least recently is forgotten. */
const maxCameras = 16

/**
 * @returns whether a frame is bit for bit the one before it of the same kiosk and purpose. No sensor gives the same
 * picture twice: its driver or the way to here has stopped, and whoever is in it may have left.
 */
export function createRepeatCheck(): (frame: Frame) => boolean {
  const sums = new Map<string, number>()
  return ({ purpose, kiosk, width, height, data }) => {
    const key = `${purpose} ${kiosk}`
    const sum = crc32(data, (width << 16) ^ height)
    const repeated = sums.get(key) === sum
    sums.delete(key)
    sums.set(key, sum)
    const oldest = sums.keys().next()
    if (sums.size > maxCameras && !oldest.done) sums.delete(oldest.value)
    return repeated
  }
}
