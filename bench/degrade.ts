/**
 * Makes copies of photos as a poor camera would take them, for judging metrics on such cameras:
 *
 *   node bench/degrade.ts --images DIR --out DIR [--strength S] [--seed N]
 *
 * Each JPEG below DIR is written to the same relative path below --out, after, in this order: Gaussian blur (sigma 2 S
 * px), low light (every value x 0.5^S), Gaussian noise (standard deviation 10 S of 255, each channel), JPEG at quality
 * 30. S is 1 unless it is given. The same seed makes the same noise.
 */
import { mkdirSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { createRandom } from '../main/numeric/random.ts'

const blurSigma = 2
const lightShare = 0.5
const noiseDeviation = 10
const jpegQuality = 30

/** The degraded photo as JPEG bytes. */
export async function degradePhoto(file: string, seed: number, strength = 1): Promise<Buffer> {
  const blurred = sharp(file)
    .removeAlpha()
    .blur(strength * blurSigma)
  const { data, info } = await blurred.raw().toBuffer({ resolveWithObject: true })
  const light = lightShare ** strength
  const noise = strength * noiseDeviation
  const random = createRandom(seed)
  for (let i = 0; i < data.length; i++) {
    data[i] = Math.min(255, Math.max(0, Math.round(data[i]! * light + noise * random.normal())))
  }
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels } }).jpeg({ quality: jpegQuality }).toBuffer()
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      images: { type: 'string' },
      out: { type: 'string' },
      strength: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
    },
  })
  const { images, out } = values
  if (images === undefined || out === undefined) throw new Error('Say --images DIR and --out DIR.')
  const files = readdirSync(images, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const [i, file] of files.entries()) {
    const target = join(out, relative(images, file))
    mkdirSync(dirname(target), { recursive: true })
    await sharp(await degradePhoto(file, Number(values.seed) * 1_000_003 + i, Number(values.strength))).toFile(target)
  }
  console.log(`${files.length} photos degraded into ${out}`)
}

if (import.meta.main) await main()
