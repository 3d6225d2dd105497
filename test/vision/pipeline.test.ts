import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalVision } from '../../main/vision/pipeline.ts'
import type { Embedding, PhotoAnalysis, Vision } from '../../main/vision/vision.ts'
import { frameOf, modelsFolder, sample, similarity } from './samples.ts'

let vision: Vision
beforeAll(async () => {
  vision = await createLocalVision({ modelsFolder, now: () => performance.now() })
})
afterAll(() => vision.close())

const all = { largest: null, liveness: false }

describe('photos', () => {
  let first: PhotoAnalysis
  let third: PhotoAnalysis
  beforeAll(async () => {
    first = await vision.analysePhoto(await sample(1), all)
    third = await vision.analysePhoto(await sample(3), all)
  })

  test('every face of a group, none invented, largest first', () => {
    expect([first.width, first.height]).toEqual([1920, 1280])
    expect(first.faces).toHaveLength(3)
    expect(third.faces).toHaveLength(3)
    const areas = first.faces.map(({ box }) => box.width * box.height)
    expect(areas).toEqual(areas.toSorted((a, b) => b - a))
  })

  test('embeddings have unit length and name their model', () => {
    for (const { embedding } of first.faces) {
      expect(embedding.model).toBe('fr_feature-87aacdfe5751')
      expect(embedding.vector).toHaveLength(512)
      expect(similarity(embedding, embedding)).toBeCloseTo(1, 5)
    }
  })

  test('the woman in both photos is the same, nobody else is', () => {
    const pairs = first.faces.flatMap((a) => third.faces.map((b) => similarity(a.embedding, b.embedding)))
    const sorted = pairs.toSorted((a, b) => b - a)
    expect(sorted[0]).toBeGreaterThan(0.6)
    expect(sorted[1]).toBeLessThan(0.4)
  })

  test('points lie where a face has them', () => {
    for (const { box, points } of third.faces) {
      const [left, right, nose, mouthLeft, mouthRight] = points
      expect(left!.x).toBeLessThan(right!.x)
      expect(mouthLeft!.x).toBeLessThan(mouthRight!.x)
      expect(nose!.y).toBeGreaterThan((left!.y + right!.y) / 2)
      expect(nose!.y).toBeLessThan((mouthLeft!.y + mouthRight!.y) / 2)
      for (const { x, y } of points) {
        expect(x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height).toBe(true)
      }
    }
  })

  test('the crop is a JPEG of 112 x 112', async () => {
    const { format, width, height } = await sharp(first.faces[0]!.crop).metadata()
    expect([format, width, height]).toEqual(['jpeg', 112, 112])
  })

  test('only the largest when so asked', async () => {
    const { faces } = await vision.analysePhoto(await sample(1), { largest: 1, liveness: true })
    expect(faces).toHaveLength(1)
    expect(similarity(faces[0]!.embedding, first.faces[0]!.embedding)).toBeGreaterThan(0.999)
    expect(faces[0]!.liveness!.real).toBeGreaterThan(0.9)
  })

  test('turned by EXIF or sent in grey, it is the same person', async () => {
    const lying = await sharp(await sample(3))
      .rotate(-90)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const grey = await sharp(await sample(3))
      .greyscale()
      .toBuffer()
    for (const photo of [lying, grey]) {
      const { faces } = await vision.analysePhoto(photo, { largest: 1, liveness: false })
      expect(similarity(faces[0]!.embedding, third.faces[0]!.embedding)).toBeGreaterThan(0.85)
    }
  })

  test('boxes are in pixels of the photo, also of one that is shrunk to work on', async () => {
    const large = await sharp(await sample(3))
      .resize(5760)
      .jpeg()
      .toBuffer()
    const { width, faces } = await vision.analysePhoto(large, { largest: 1, liveness: false })
    expect(width).toBe(5760)
    const wanted = third.faces[0]!.box
    for (const key of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs(faces[0]!.box[key] / 3 - wanted[key])).toBeLessThan(0.1 * wanted.height)
    }
    expect(similarity(faces[0]!.embedding, third.faces[0]!.embedding)).toBeGreaterThan(0.95)
  })

  test('a face of 40 pixels in a large picture is found', async () => {
    const small = await sharp(await sample(3))
      .resize({ width: Math.round((1920 * 40) / third.faces[0]!.box.height) })
      .toBuffer()
    const { width, height } = await sharp(small).metadata()
    const photo = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#777' } })
      .composite([{ input: small, left: 1600 - width, top: 1200 - height }])
      .png()
      .toBuffer()
    const { faces } = await vision.analysePhoto(photo, all)
    expect(faces.length).toBeGreaterThanOrEqual(2)
    for (const { box } of faces) expect(box.x > 1600 - width - 5 && box.y > 1200 - height - 5).toBe(true)
  })

  test('no face is an answer', async () => {
    const wall = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#a9a9a9' } })
      .png()
      .toBuffer()
    expect((await vision.analysePhoto(wall, all)).faces).toEqual([])
  })

  test.each([90, 180, 270])(
    'a photo that lies turned by %i degrees, without saying so, is turned upright',
    async (angle) => {
      const photo = await sharp(await sample(5))
        .extract({ left: 60, top: 690, width: 936, height: 702 })
        .toBuffer()
      const [upright] = (await vision.analysePhoto(photo, { largest: 1, liveness: false })).faces
      const lying = await vision.analysePhoto(await sharp(photo).rotate(angle).toBuffer(), {
        largest: 1,
        liveness: false,
      })
      const [face] = lying.faces
      expect(similarity(face!.embedding, upright!.embedding)).toBeGreaterThan(0.9)
      expect(Math.abs(face!.pose.roll - upright!.pose.roll)).toBeLessThan(5)
      expect([lying.width, lying.height]).toEqual(angle === 180 ? [936, 702] : [702, 936])
      // Box and points lie where the face is in the photo as it is shown.
      const back = (point: { x: number; y: number }) =>
        angle === 90
          ? { x: point.y, y: 702 - point.x }
          : angle === 180
            ? { x: 936 - point.x, y: 702 - point.y }
            : { x: 936 - point.y, y: point.x }
      for (const [index, point] of face!.points.entries()) {
        const { x, y } = back(point)
        expect(Math.hypot(x - upright!.points[index]!.x, y - upright!.points[index]!.y)).toBeLessThan(8)
      }
      const middle = back({ x: face!.box.x + face!.box.width / 2, y: face!.box.y + face!.box.height / 2 })
      expect(Math.abs(middle.x - upright!.box.x - upright!.box.width / 2)).toBeLessThan(15)
      // The picture that is kept stands upright.
      const [kept, wanted] = await Promise.all(
        [face!.crop, upright!.crop].map((crop) => sharp(crop).greyscale().raw().toBuffer()),
      )
      const difference = kept!.reduce((sum, value, at) => sum + Math.abs(value - wanted![at]!), 0) / kept!.length
      expect(difference).toBeLessThan(12)
    },
  )

  test('a face cut so tightly that nothing is left around it is found, and judged without any border', async () => {
    const whole = await sharp(await sample(5))
      .extract({ left: 60, top: 690, width: 936, height: 702 })
      .toBuffer()
    const [seen] = (await vision.analysePhoto(whole, { largest: 1, liveness: false })).faces
    const { x, y, width, height } = seen!.box
    const tight = { left: Math.round(x + 0.08 * width), top: Math.round(y + 0.14 * height) }
    const photo = await sharp(whole)
      .extract({ ...tight, width: Math.round(0.84 * width), height: Math.round(0.8 * height) })
      .toBuffer()
    const { faces } = await vision.analysePhoto(photo, { largest: 1, liveness: false })
    expect(similarity(faces[0]!.embedding, seen!.embedding)).toBeGreaterThan(0.6)
  })

  test('of a crowd only as many faces as asked for are looked at closely, and all are counted', async () => {
    const { faces, others } = await vision.analysePhoto(await sample(1), { largest: 1, liveness: false })
    expect([faces.length, others]).toEqual([1, 2])
  })

  test('blur and darkness lower the quality and say why', async () => {
    const part = { left: 560, top: 100, width: 1000, height: 800 }
    const plain = sharp(await sample(3)).extract(part)
    const judged = async (photo: Buffer) =>
      (await vision.analysePhoto(photo, { largest: 1, liveness: false })).faces[0]!.quality
    const good = await judged(await plain.clone().png().toBuffer())
    const blurred = await judged(await plain.clone().blur(9).png().toBuffer())
    const dark = await judged(await plain.clone().linear(0.2, 0).png().toBuffer())
    const reason = (quality: typeof good, name: string) => quality.components.find((item) => item.name === name)?.reason
    expect(good.score).toBeGreaterThan(60)
    expect(blurred.score).toBeLessThan(good.score - 20)
    expect(reason(blurred, 'sharpness')).toBe('hold-still')
    // It is brightened, and known all the same (light.test.ts).
    expect(dark.score).toBeLessThan(good.score - 10)
    expect(reason(dark, 'exposure')).toBe('more-light')
    expect(reason(good, 'sharpness')).toBeNull()
  })
})

describe('frames', () => {
  const part = { left: 500, top: 60, width: 1066, height: 800 }

  test('a face keeps its track and is embedded several times at first, then rarely', async () => {
    const embeddings: { at: number; embedding: Embedding }[] = []
    const tracks = new Set<number>()
    const photo = await sample(3)
    const moves = await Promise.all([0, 2, 4].map((move) => frameOf(photo, { ...part, left: part.left + move })))
    for (let index = 0; index < 50; index++) {
      const frame = { ...moves[index % 3]!, sequence: index, capturedAt: 1_000 + index * 100 }
      const { faces, ended } = await vision.analyseFrame(frame)
      expect(ended).toEqual([])
      const [face] = faces
      tracks.add(face!.track)
      expect(face!.eyesOpen).toBeGreaterThan(0.9)
      if (face!.embedding !== null) embeddings.push({ at: index * 100, embedding: face!.embedding })
      expect(face!.crop !== null).toBe(face!.embedding !== null && embeddings.length >= 3)
      if (face!.crop !== null) expect(await sharp(face!.crop).metadata()).toMatchObject({ width: 112, height: 112 })
    }
    expect(tracks.size).toBe(1)
    const times = embeddings.map(({ at }) => at)
    expect(times.filter((at) => at <= 1_000).length).toBeGreaterThanOrEqual(3)
    expect(times.length).toBeLessThanOrEqual(6)
    for (const { embedding } of embeddings) expect(similarity(embedding, embeddings[0]!.embedding)).toBeGreaterThan(0.9)
  })

  test('a face that appears in an empty room is found within 300 ms', async () => {
    const face = await frameOf(await sample(3), part, { kiosk: 'appearing' })
    const room = { ...face, data: new Uint8Array(face.data.length).fill(90) }
    let found = Number.POSITIVE_INFINITY
    for (let at = 0; at <= 2_300 && found > at; at += 100) {
      const { faces } = await vision.analyseFrame({ ...(at < 2_000 ? room : face), capturedAt: at })
      if (faces.length > 0) found = at
    }
    expect(found).toBeGreaterThanOrEqual(2_000)
    expect(found).toBeLessThanOrEqual(2_300)
  })

  test('a face that leaves ends its track, another kiosk has its own', async () => {
    const photo = await sample(3)
    const seen = await vision.analyseFrame(await frameOf(photo, part, { kiosk: 'gate', capturedAt: 0 }))
    const other = await vision.analyseFrame(await frameOf(photo, part, { kiosk: 'yard', capturedAt: 50 }))
    const tracks = new Set([...seen.faces, ...other.faces].map((face) => face.track))
    expect(tracks.size).toBe(seen.faces.length + other.faces.length)
    const empty = new Uint8Array(640 * 480 * 4)
    const frame = await frameOf(photo, part, { kiosk: 'gate', capturedAt: 5_000, data: empty })
    const gone = await vision.analyseFrame(frame)
    expect(gone.faces).toEqual([])
    expect(gone.ended.toSorted()).toEqual(seen.faces.map((face) => face.track).toSorted())
  })

  test('another person in the same place gets another track, and no mixed embedding', async () => {
    // The largest faces of two photos, cut so that they fill the same place of the frame.
    const cut = async (number: 5 | 6) => {
      const photo = await sample(number)
      const { box } = (await vision.analysePhoto(photo, { largest: 1, liveness: false })).faces[0]!
      const height = Math.round(2 * box.height)
      const width = Math.round((height * 4) / 3)
      const left = Math.round(box.x + box.width / 2 - width / 2) + 500
      const top = Math.round(box.y + box.height / 2 - height / 2) + 500
      const wide = await sharp(photo).extend({ top: 500, bottom: 500, left: 500, right: 500 }).jpeg().toBuffer()
      return frameOf(wide, { left, top, width, height }, { kiosk: 'swap' })
    }
    const people = [await cut(5), await cut(6)]
    const byTrack = new Map<number, Embedding[]>()
    for (let index = 0; index < 80; index++) {
      const frame = { ...people[index < 20 ? 0 : 1]!, sequence: index, capturedAt: index * 100 }
      const [face] = (await vision.analyseFrame(frame)).faces
      if (!face?.embedding) continue
      byTrack.set(face.track, [...(byTrack.get(face.track) ?? []), face.embedding])
    }
    expect(byTrack.size).toBe(2)
    for (const embeddings of byTrack.values()) {
      for (const embedding of embeddings) expect(similarity(embedding, embeddings[0]!)).toBeGreaterThan(0.9)
    }
  })
})
