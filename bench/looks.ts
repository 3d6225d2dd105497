/**
 * What keeping a good look from the kiosk gains, and what its limits are worth (main/services/look-proposals.ts). The
 * first photo of everybody is enrolled; another one, as a camera frame, is the look; further ones are probes. People
 * and strangers are halved at random: thresholds are set on one half, and misses counted on the other.
 *
 *   npm run bench looks [-- --json]
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { sortScores, thresholdAtRate } from '../main/evaluation/rates.ts'
import { balanceFor } from '../main/matching/balance.ts'
import { createRandom, type Random } from '../main/numeric/random.ts'
import { mean } from '../main/numeric/statistics.ts'
import { dot } from '../main/numeric/vector.ts'
import { createVision } from '../main/vision/create.ts'
import type { Vision } from '../main/vision/vision.ts'
import { findFacePhotos } from './face-photos.ts'
import { shuffled } from './offices.ts'

export const name = 'looks'

const modelsFolder = join(import.meta.dirname, '..', 'models')
const [width, height] = [640, 480]
const halvings = 20
const promised = 0.01

/** Which looks are kept: how far above the threshold, how far ahead of everybody else, and from which quality on. */
interface Limits {
  readonly certainty: number
  readonly lead: number
  readonly quality: number
  /** Whether it is kept as the right person's, whomever it is like: a photo that the office takes. */
  readonly isUnchecked?: boolean
}

const inUse: Limits = { certainty: 0.15, lead: 0.15, quality: 60 }
const tried: Readonly<Record<string, Limits | null>> = {
  'none is kept': null,
  'every second photo': { certainty: 0, lead: 0, quality: 0, isUnchecked: true },
  'at the threshold': { certainty: 0, lead: 0.05, quality: 0 },
  'at the threshold, quality 60': { certainty: 0, lead: 0.05, quality: 60 },
  '0.05, quality 60': { certainty: 0.05, lead: 0.05, quality: 60 },
  '0.10, quality 60': { certainty: 0.1, lead: 0.1, quality: 60 },
  '0.15, quality 40': { ...inUse, quality: 40 },
  '0.15, quality 60, in use': inUse,
  '0.15, quality 75': { ...inUse, quality: 75 },
  '0.20, quality 60': { certainty: 0.2, lead: 0.2, quality: 60 },
  '0.25, quality 60': { certainty: 0.25, lead: 0.25, quality: 60 },
}

interface Face {
  readonly vector: Float32Array
  /** 0..100 */
  readonly quality: number
}

interface Person {
  readonly enrolled: Face
  /** As frames. */
  readonly later: readonly Face[]
}

/** Some people with one photo enrolled, one later photo as a look and the others as probes, and strangers. */
interface Office {
  readonly people: readonly { readonly enrolled: Face; readonly look: Face | null; readonly probes: readonly Face[] }[]
  readonly strangers: readonly Face[]
}

interface Result {
  /** Share of the looks that are kept. */
  readonly kept: number
  /** Shares of probes missed, and of strangers named. */
  readonly fnir: number
  readonly fpir: number
  /** The same misses of those alone whose look was kept, without it and with it. */
  readonly keptBefore: number
  readonly keptAfter: number
  /** Strangers, of each hundred, whose look would have been kept as somebody's. */
  readonly wrong: number
  readonly threshold: number
}

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const found = await readFaces()
  if (found === null) return
  const random = createRandom(5)
  const results = new Map<string, Result[]>(Object.keys(tried).map((key) => [key, []]))
  for (let halving = 0; halving < halvings; halving++) {
    const halves = halvesOf(found, random)
    for (const side of [0, 1] as const) {
      for (const [key, limits] of Object.entries(tried)) {
        results.get(key)!.push(tryOut(limits, halves[side], halves[1 - side]!))
      }
    }
  }
  const rows = [...results].map(([limits, all]) => ({ limits, ...meanOf(all) }))
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else console.table(rows.map(({ limits, ...row }) => ({ limits, ...inPerCent(row) })))
}

async function readFaces(): Promise<{ people: Person[]; strangers: Face[] } | null> {
  const photos = findFacePhotos()
  if (photos === null) return null
  const vision = await createVision({ modelsFolder, now: () => performance.now() })
  const balance = balanceFor((await vision.info()).embedder)!
  const people: Person[] = []
  const strangers: Face[] = []
  for (const { photos: mine } of photos.people) {
    const { faces } = await vision.analysePhoto(readFileSync(mine[0]!), { largest: 1, liveness: false })
    const later: Face[] = []
    for (const photo of mine.slice(1)) later.push(...(await seenAtDoor(vision, photo, balance)))
    const [face] = faces
    if (face === undefined) continue
    people.push({ enrolled: { vector: balance(face.embedding.vector), quality: face.quality.score }, later })
  }
  for (const photo of photos.strangers) strangers.push(...(await seenAtDoor(vision, photo, balance)))
  await vision.close()
  return { people, strangers }
}

/** The face in the middle of a photo that fills the camera's picture; none where it was not embedded. */
async function seenAtDoor(
  vision: Vision,
  photo: string,
  balance: (x: Float32Array) => Float32Array,
): Promise<readonly Face[]> {
  const margin = (width - height) / 2
  const picture = sharp(photo).resize(height, height).extend({ left: margin, right: margin, background: '#555' })
  const data = new Uint8Array(await picture.ensureAlpha().raw().toBuffer())
  const frame = { purpose: 'kiosk', width, height, sequence: 0, capturedAt: 0, kiosk: photo.slice(-200), data } as const
  const { faces } = await vision.analyseFrame(frame, { minQuality: 0 })
  const offset = ({ box }: (typeof faces)[number]) =>
    Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2)
  const [face] = faces.toSorted((a, b) => offset(a) - offset(b))
  if (!face?.embedding) return []
  return [{ vector: balance(face.embedding.vector), quality: face.quality?.score ?? 0 }]
}

function halvesOf(
  { people, strangers }: { readonly people: readonly Person[]; readonly strangers: readonly Face[] },
  random: Random,
): readonly [Office, Office] {
  const uniform = () => random.next()
  const [orderOfPeople, orderOfStrangers] = [shuffled(people, uniform), shuffled(strangers, uniform)]
  const half = (side: number): Office => ({
    people: orderOfPeople
      .filter((_, index) => index % 2 === side)
      .map(({ enrolled, later }) => {
        const [look = null, ...probes] = shuffled(later, uniform)
        return { enrolled, look, probes }
      }),
    strangers: orderOfStrangers.filter((_, index) => index % 2 === side),
  })
  return [half(0), half(1)]
}

/** By person, the similarity of the most alike of their templates. */
type Gallery = readonly (readonly Face[])[]

function tryOut(limits: Limits | null, chosenOn: Office, judgedOn: Office): Result {
  const first = (office: Office): Gallery => office.people.map(({ enrolled }) => [enrolled])
  const threshold = thresholdFor(first(chosenOn), chosenOn)
  const withLooks = (office: Office): Gallery => {
    const gallery = first(office)
    return office.people.map(({ enrolled, look }, index) =>
      look !== null && isKept(look, index, gallery, threshold, limits) ? [enrolled, look] : [enrolled],
    )
  }
  const before = first(judgedOn)
  const after = withLooks(judgedOn)
  const later = thresholdFor(withLooks(chosenOn), chosenOn)
  const misses = (gallery: Gallery, at: number, whose: (person: number) => boolean) => {
    const tries = judgedOn.people.flatMap(({ probes }, person) =>
      whose(person) ? probes.map((probe) => isNamed(probe, person, gallery, at)) : [],
    )
    return tries.length === 0 ? Number.NaN : tries.filter((named) => !named).length / tries.length
  }
  const hasLook = (person: number) => after[person]!.length > 1
  const { people, strangers } = judgedOn
  return {
    kept: people.filter((_, person) => hasLook(person)).length / people.filter(({ look }) => look !== null).length,
    fnir: misses(after, later, () => true),
    fpir: strangers.filter((stranger) => rank(stranger, after)[0]!.similarity >= later).length / strangers.length,
    keptBefore: misses(before, threshold, hasLook),
    keptAfter: misses(after, later, hasLook),
    wrong: limits?.isUnchecked
      ? Number.NaN
      : strangers.filter((stranger) => isKept(stranger, rank(stranger, before)[0]!.person, before, threshold, limits))
          .length / strangers.length,
    threshold: later,
  }
}

function thresholdFor(gallery: Gallery, { strangers }: Office): number {
  return thresholdAtRate(sortScores(strangers.map((stranger) => rank(stranger, gallery)[0]!.similarity)), promised)
}

function rank({ vector }: Face, gallery: Gallery): { person: number; similarity: number }[] {
  return gallery
    .map((templates, person) => ({
      person,
      similarity: Math.max(...templates.map((template) => dot(template.vector, vector))),
    }))
    .sort((a, b) => b.similarity - a.similarity)
}

function isNamed(probe: Face, person: number, gallery: Gallery, threshold: number): boolean {
  const [best] = rank(probe, gallery)
  return best!.person === person && best!.similarity >= threshold
}

function isKept(look: Face, person: number, gallery: Gallery, threshold: number, limits: Limits | null): boolean {
  if (limits === null || look.quality < limits.quality) return false
  if (limits.isUnchecked) return true
  const [best, next] = rank(look, gallery)
  return (
    best!.person === person &&
    best!.similarity >= threshold + limits.certainty &&
    best!.similarity - next!.similarity >= limits.lead
  )
}

function meanOf(results: readonly Result[]): Result {
  const of = (key: keyof Result) => mean(results.map((result) => result[key]).filter((value) => !Number.isNaN(value)))
  const keys = ['kept', 'fnir', 'fpir', 'keptBefore', 'keptAfter', 'wrong', 'threshold'] as const
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as unknown as Result
}

function inPerCent({ threshold, ...shares }: Result): object {
  const rounded = Object.entries(shares).map(([key, share]) => [
    key,
    Number.isNaN(share) ? '' : `${(100 * share).toFixed(2)} %`,
  ])
  return { ...Object.fromEntries(rounded), threshold: threshold.toFixed(3) }
}
