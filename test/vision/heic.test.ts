import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodePhoto } from '../../main/vision/decode.ts'
import { createLocalVision } from '../../main/vision/pipeline.ts'
import { modelsFolder, sample, similarity } from './samples.ts'

const run = promisify(execFile)
const hasEncoder = await run('heif-enc', ['--version']).then(
  () => true,
  () => false,
)

/**
 * The same file with a turn by quarters counter-clockwise for its only picture, as phones write it: a property `irot`
 * (ISO/IEC 23008-12, 6.5.10), its place in the list of properties, and one association more in `ipma`.
 */
function withTurn(file: Buffer, quarters: number): Buffer {
  const box = (type: string) => file.indexOf(type, 0, 'latin1') - 4
  const [ipco, ipma] = [box('ipco'), box('ipma')]
  const ipcoEnd = ipco + file.readUInt32BE(ipco)
  const ipmaEnd = ipma + file.readUInt32BE(ipma)
  let properties = 0
  for (let at = ipco + 8; at < ipcoEnd; at += file.readUInt32BE(at)) properties++
  const irot = Buffer.from([0, 0, 0, 9, ...Buffer.from('irot', 'latin1'), quarters])
  const associated = Buffer.from([properties + 1])
  const grown = irot.length + associated.length
  const turned = Buffer.concat([
    file.subarray(0, ipcoEnd),
    irot,
    file.subarray(ipcoEnd, ipmaEnd),
    associated,
    file.subarray(ipmaEnd),
  ])
  const grow = (at: number, by: number) => turned.writeUInt32BE(turned.readUInt32BE(at) + by, at)
  for (const type of ['meta', 'iprp']) grow(box(type), grown)
  grow(ipco, irot.length)
  grow(ipma + irot.length, associated.length)
  // One item: version and flags, count of entries, its id, and then how many properties it has.
  const count = ipma + irot.length + 8 + 4 + 4 + 2
  turned.writeUInt8(turned.readUInt8(count) + 1, count)
  // What the picture's bytes' place is counted from has moved.
  const iloc = box('iloc')
  const ilocAt = iloc < ipcoEnd ? iloc : iloc + grown
  const extent = file.readUInt32BE(iloc + 8 + 4 + 2 + 2 + 2 + 2)
  turned.writeUInt32BE(extent + grown, ilocAt + 8 + 4 + 2 + 2 + 2 + 2)
  return turned
}

describe.skipIf(!hasEncoder)('HEIC (skipped without heif-enc, of Debian’s libheif-examples)', () => {
  let folder: string
  let png: Buffer
  let heic: Buffer
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-heic-'))
    png = await sharp(await sample(5))
      .extract({ left: 60, top: 690, width: 936, height: 702 })
      .png()
      .toBuffer()
    await sharp(png).toFile(join(folder, 'photo.png'))
    await run('heif-enc', ['-q', '90', '-o', join(folder, 'photo.heic'), join(folder, 'photo.png')])
    heic = await readFile(join(folder, 'photo.heic'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('the picture is the one that was encoded', async () => {
    const { bitmap, width, height } = await decodePhoto(heic)
    expect([width, height]).toEqual([936, 702])
    const wanted = await decodePhoto(png)
    let difference = 0
    for (let at = 0; at < bitmap.data.length; at++) difference += Math.abs(bitmap.data[at]! - wanted.bitmap.data[at]!)
    expect(difference / bitmap.data.length).toBeLessThan(4)
  })

  test('its face is the same', async () => {
    const vision = await createLocalVision({ modelsFolder, now: () => performance.now() })
    const [a, b] = await Promise.all(
      [heic, png].map((photo) => vision.analysePhoto(photo, { largest: 1, liveness: false })),
    )
    await vision.close()
    expect(similarity(a!.faces[0]!.embedding, b!.faces[0]!.embedding)).toBeGreaterThan(0.97)
  })

  test('a turn that the file asks for is made', async () => {
    const { bitmap, width, height } = await decodePhoto(withTurn(heic, 1))
    expect([width, height]).toEqual([702, 936])
    const wanted = await decodePhoto(await sharp(png).rotate(270).png().toBuffer())
    let difference = 0
    for (let at = 0; at < bitmap.data.length; at++) difference += Math.abs(bitmap.data[at]! - wanted.bitmap.data[at]!)
    expect(difference / bitmap.data.length).toBeLessThan(4)
  })

  test('a cut file is refused', async () => {
    for (const part of [0.05, 0.5, 0.9]) {
      await expect(decodePhoto(heic.subarray(0, Math.floor(part * heic.length)))).rejects.toMatchObject({
        code: expect.stringMatching(/image-truncated|not-an-image/),
      })
    }
  })
})

test('a HEIC that holds nothing is refused with a sentence', async () => {
  const empty = Buffer.from([0, 0, 0, 24, ...Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1')])
  await expect(decodePhoto(empty)).rejects.toMatchObject({ code: 'not-an-image' })
})
