import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { jpeg, type Part } from './pictures.ts'

/** Somebody in front of the camera for a while, or nobody. */
export interface Scene {
  readonly part: Part | null
  readonly seconds: number
}

const size = { width: 640, height: 480 }
/** The rate at which Chromium plays such a file. */
const rate = 30

/**
 * Writes scenes as a Motion JPEG file, which Chromium plays in a loop as its camera. People sway a little, and lamps
 * flicker.
 */
export async function writeFilm(file: string, scenes: readonly Scene[]): Promise<void> {
  const pictures: Uint8Array[] = []
  for (const { part, seconds } of scenes) {
    const face =
      part === null
        ? null
        : await sharp(await jpeg(part))
            .resize(480, 480)
            .toBuffer()
    for (let number = 0; number < seconds * rate; number++) {
      const left = 80 + Math.round(14 * Math.sin(number / 11))
      pictures.push(
        await sharp({ create: { ...size, channels: 3, background: number % 2 === 0 ? '#4a4845' : '#4d4b48' } })
          .composite(face === null ? [] : [{ input: face, left, top: 0 }])
          .jpeg({ quality: 88 })
          .toBuffer(),
      )
    }
  }
  await writeFile(file, Buffer.concat(pictures))
}
