import { crc32 } from 'node:zlib'
import type { Frame } from '../contract/frame.ts'

/** As many cameras as vision follows at once; the least recently used one is forgotten. */
const maxCameras = 16
/**
 * One row in this many is compared: sensor noise is in all of them, and the whole picture would take eight times as
 * long.
 */
const rowsPerSum = 8

/**
 * Creates a check for frames that repeat the one before of the same kiosk and purpose bit for bit, in every row
 * compared. No sensor gives the same picture twice: the driver or the connection has stopped, and whoever it shows may
 * have left.
 */
export function createRepeatCheck(): (frame: Frame) => boolean {
  const sums = new Map<string, number>()
  return ({ purpose, kiosk, width, height, data }) => {
    const key = `${purpose} ${kiosk}`
    const rowBytes = 4 * width
    let sum = (width << 16) ^ height
    for (let at = 0; at < data.length; at += rowsPerSum * rowBytes)
      sum = crc32(data.subarray(at, at + rowBytes), sum >>> 0)
    const repeated = sums.get(key) === sum
    sums.delete(key)
    sums.set(key, sum)
    const oldest = sums.keys().next()
    if (sums.size > maxCameras && !oldest.done) sums.delete(oldest.value)
    return repeated
  }
}
