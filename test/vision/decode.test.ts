import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { AppError, type ErrorCode } from '../../main/contract/errors.ts'
import { decodePhoto } from '../../main/vision/decode.ts'

/** 60 x 40, left half red, right half blue. */
const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#ff0000' } }).composite([
  { input: { create: { width: 30, height: 40, channels: 3, background: '#0000ff' } }, left: 30, top: 0 },
])

async function pixel(photo: Uint8Array, x: number, y: number): Promise<number[]> {
  const { bitmap } = await decodePhoto(photo)
  const at = 4 * (y * bitmap.width + x)
  return [...bitmap.data.subarray(at, at + 4)]
}

async function refusal(photo: Uint8Array): Promise<ErrorCode> {
  try {
    await decodePhoto(photo)
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  throw new Error('was decoded')
}

function expectNear(found: readonly number[], wanted: readonly number[], tolerance: number) {
  for (const [index, value] of wanted.entries()) expect(Math.abs(found[index]! - value)).toBeLessThanOrEqual(tolerance)
}

describe('formats', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('%s', async (format) => {
    const photo = await picture.clone().toFormat(format, { quality: 95 }).toBuffer()
    expectNear(await pixel(photo, 5, 20), [255, 0, 0, 255], 8)
    expectNear(await pixel(photo, 55, 20), [0, 0, 255, 255], 8)
  })

  test('greyscale becomes three equal channels', async () => {
    const photo = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#808080' } })
      .greyscale()
      .png()
      .toBuffer()
    expectNear(await pixel(photo, 20, 20), [128, 128, 128, 255], 1)
  })

  test('what is transparent becomes white', async () => {
    const photo = await sharp({
      create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    expect(await pixel(photo, 20, 20)).toEqual([255, 255, 255, 255])
  })

  test('16 bits a channel', async () => {
    const samples = Uint16Array.from({ length: 40 * 40 * 3 }, (_, index) => (index % 3 === 0 ? 65535 : 32896))
    const photo = await sharp(samples, { raw: { width: 40, height: 40, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    expect((await sharp(photo).metadata()).depth).toBe('ushort')
    expectNear(await pixel(photo, 20, 20), [255, 128, 128, 255], 1)
  })

  test('16 bit greyscale', async () => {
    const samples = new Uint16Array(40 * 40).fill(32896)
    const photo = await sharp(samples, { raw: { width: 40, height: 40, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer()
    expect((await sharp(photo).metadata()).depth).toBe('ushort')
    expectNear(await pixel(photo, 20, 20), [128, 128, 128, 255], 1)
  })

  test('CMYK becomes sRGB', async () => {
    const photo = await picture.clone().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()
    expect((await sharp(photo).metadata()).space).toBe('cmyk')
    const [red, green, blue] = await pixel(photo, 5, 20)
    expect(red).toBeGreaterThan(180)
    expect(Math.max(green!, blue!)).toBeLessThan(90)
  })

  test('a palette', async () => {
    expectNear(await pixel(await picture.clone().png({ palette: true }).toBuffer(), 55, 20), [0, 0, 255, 255], 2)
  })

  test('every EXIF orientation is turned upright', async () => {
    const sides: Record<number, [number, number]> = {}
    for (let orientation = 1; orientation <= 8; orientation++) {
      const photo = await picture.clone().withMetadata({ orientation }).png().toBuffer()
      const { bitmap, width, height } = await decodePhoto(photo)
      expect([bitmap.width, bitmap.height]).toEqual([width, height])
      sides[orientation] = [width, height]
      // Where the stored left half (red) ends up.
      const red = {
        1: [5, 20],
        2: [55, 20],
        3: [55, 20],
        4: [5, 20],
        5: [20, 5],
        6: [20, 5],
        7: [20, 55],
        8: [20, 55],
      }[orientation]!
      expectNear(await pixel(photo, red[0]!, red[1]!), [255, 0, 0, 255], 1)
    }
    expect(sides[1]).toEqual([60, 40])
    expect(sides[6]).toEqual([40, 60])
  })

  test('a large photo is shrunk to work on, its own size is kept', async () => {
    const photo = await sharp({ create: { width: 8_192, height: 1_024, channels: 3, background: '#123456' } })
      .jpeg()
      .toBuffer()
    const { bitmap, width, height, scale } = await decodePhoto(photo)
    expect([width, height, bitmap.width, bitmap.height, scale]).toEqual([8192, 1024, 4096, 512, 2])
  })
})

describe('bad input', () => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('this is not a picture at all')],
    ['an SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>')],
    ['a JPEG beginning and nothing more', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ])('%s is not an image', async (_, bytes) => {
    expect(['not-an-image', 'image-truncated']).toContain(await refusal(bytes))
  })

  test('a GIF is not accepted', async () => {
    expect(await refusal(await picture.clone().gif().toBuffer())).toBe('not-an-image')
  })

  test.each(['png', 'jpeg', 'webp'] as const)('a cut %s', async (format) => {
    const noise = sharp(await readFile(new URL('../../models/samples/sample1.jpg', import.meta.url))).resize(400)
    const photo = await noise.toFormat(format).toBuffer()
    for (const part of [0.3, 0.7, 0.97]) {
      expect(await refusal(photo.subarray(0, Math.floor(part * photo.length)))).toBe('image-truncated')
    }
  })

  test('one pixel', async () => {
    const photo = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(await refusal(photo)).toBe('image-too-small')
  })

  test.each([
    ['longer than any decoder should be asked for', 2_400_000, 20],
    ['a strip', 20, 401],
    ['a wide strip', 2_101, 105],
  ])('%s', async (_, width, height) => {
    const photo = await picture.clone().png().toBuffer()
    photo.writeUInt32BE(width, 16)
    photo.writeUInt32BE(height, 20)
    photo.writeUInt32BE(crc32(photo.subarray(12, 29)), 29)
    expect(await refusal(photo)).toBe('image-too-large')
  })

  test('a panorama of 20 to 1 is read', async () => {
    const photo = await sharp({ create: { width: 2_000, height: 100, channels: 3, background: '#777' } })
      .png()
      .toBuffer()
    expect((await decodePhoto(photo)).width).toBe(2_000)
  })

  test('a bomb: a small file that says it has 144 megapixels', async () => {
    const photo = await picture.clone().png().toBuffer()
    photo.writeUInt32BE(12_000, 16)
    photo.writeUInt32BE(12_000, 20)
    photo.writeUInt32BE(crc32(photo.subarray(12, 29)), 29)
    expect(await refusal(photo)).toBe('image-too-large')
  })
})
