/**
 * How many attacks pass where liveness is required (APCER), and how many living faces do not (BPCER), on films made
 * from photos of strangers: synthetic, so they compare settings and say little about a real door. Each film of two
 * seconds is judged at its end.
 *
 *   npm run bench attacks [-- --json]
 *   ATTACK_FILMS=40 npm run bench attacks      more films of each
 *   SECOND_OPINION=DIR npm run bench attacks   with a pack for liveness too: its `pack.json` and files
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Liveness } from '../main/contract/entities.ts'
import { judgeLiveness, minReal, strongCue } from '../main/contract/liveness.ts'
import { subjectOf } from '../main/evaluation/subject.ts'
import { createRandom } from '../main/numeric/random.ts'
import { wilsonInterval } from '../main/numeric/statistics.ts'
import { type ChallengeState, observeChallenge, startChallenge } from '../main/vision/challenge.ts'
import { createVision } from '../main/vision/create.ts'
import { type FoundPack, Pack } from '../main/vision/manifest.ts'
import type { TrackedFace, Vision } from '../main/vision/vision.ts'
import {
  film,
  frameHeight,
  framesPerSecond,
  frameWidth,
  isAttack,
  type Presentation,
  presentations,
} from './attack-scenes.ts'
import { findFacePhotos } from './face-photos.ts'

export const name = 'attacks'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
/** Films of each presentation, each of another person. */
const filmsOfEach = Number(process.env.ATTACK_FILMS ?? 8)
const operatingPoints = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5]

interface Row {
  readonly presentation: string
  readonly attack: boolean
  readonly films: number
  /** Films that the decision got wrong: attacks that passed, living faces that did not. */
  readonly errors: number
  /** The same at other operating points. */
  readonly errorsAt: Readonly<Record<string, number>>
  /** Films in which this cue spoke for itself. */
  readonly frozen: number
  readonly planar: number
  /** Films that did what a challenge asks for, though nobody was asked: a single blink, or a turn to either side. */
  readonly answered: number
  readonly noFace: number
}

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const photos = findFacePhotos()
  if (photos === null) return
  const vision = await createVision({ modelsFolder, now: () => performance.now(), secondOpinion: readSecondOpinion() })
  const rows: Row[] = []
  for (const presentation of presentations) {
    const row = await judgeFilms(vision, presentation, photos.strangers.slice(0, filmsOfEach))
    rows.push(row)
    if (!json) process.stdout.write(describe(row))
  }
  rows.push(await singlePhotos(vision, [...photos.people.flatMap((person) => person.photos), ...photos.strangers]))
  await vision.close()
  process.stdout.write(json ? `${JSON.stringify({ minReal, rows })}\n` : describe(rows.at(-1)!))
}

function readSecondOpinion(): FoundPack | null {
  const folder = process.env.SECOND_OPINION
  if (folder === undefined) return null
  return { ...Pack.parse(JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8'))), folder, shipped: false }
}

/** Real photos before the passive models alone: the one figure here that no film was made for. */
async function singlePhotos(vision: Vision, photos: readonly string[]): Promise<Row> {
  const scores: number[] = []
  const byModel = new Map<string, number[]>()
  for (const photo of photos) {
    const face = subjectOf(await vision.analysePhoto(readFileSync(photo), { largest: null, liveness: true }))
    if (face?.liveness) scores.push(face.liveness.real)
    for (const { model, real } of face?.liveness?.models ?? [])
      byModel.set(model, [...(byModel.get(model) ?? []), real])
  }
  const below = (point: number, from = scores) => from.filter((real) => real < point).length
  for (const [model, own] of byModel) {
    const points = operatingPoints.map((point) => `${point}: ${below(point, own)}`)
    process.stderr.write(`${model} alone, of ${own.length} real photos below ${points.join(', ')}\n`)
  }
  return {
    presentation: 'single real photos, passive model',
    attack: false,
    films: photos.length,
    errors: below(minReal),
    errorsAt: Object.fromEntries(operatingPoints.map((point) => [point, below(point)])),
    frozen: 0,
    planar: 0,
    answered: 0,
    noFace: photos.length - scores.length,
  }
}

async function judgeFilms(vision: Vision, presentation: Presentation, photos: readonly string[]): Promise<Row> {
  const random = createRandom(11)
  const attack = isAttack(presentation)
  const verdicts: Liveness[] = []
  let answered = 0
  for (const photo of photos) {
    const bytes = readFileSync(photo)
    const { faces } = await vision.analysePhoto(bytes, { largest: 1, liveness: false })
    let liveness: Liveness | null = null
    let challenges = everyChallenge()
    let sequence = 0
    if (faces[0] !== undefined) {
      for await (const data of film(presentation, bytes, faces[0].box, random)) {
        const capturedAt = (1_000 * sequence++) / framesPerSecond
        const kiosk = `${presentation} ${photo}`.slice(-80)
        const frame = {
          purpose: 'kiosk' as const,
          width: frameWidth,
          height: frameHeight,
          sequence,
          capturedAt,
          kiosk,
          data,
        }
        const seen = (await vision.analyseFrame(frame)).faces[0]
        if (seen === undefined) continue
        liveness = seen.liveness
        challenges = challenges.map((state) => afterFrame(state, seen, capturedAt))
      }
    }
    if (challenges.some(({ kind }) => kind === 'passed')) answered++
    if (liveness !== null) verdicts.push(liveness)
  }
  const wrong = (passes: (liveness: Liveness) => boolean) => verdicts.filter((item) => passes(item) === attack).length
  const strong = (cue: keyof Liveness['cues']) => verdicts.filter(({ cues }) => (cues[cue] ?? 0) >= strongCue).length
  return {
    presentation,
    attack,
    films: photos.length,
    errors: wrong((liveness) => judgeLiveness(liveness) === 'live'),
    errorsAt: Object.fromEntries(
      operatingPoints.map((point) => [point, wrong((item) => judgeLiveness(item, point) === 'live')]),
    ),
    frozen: strong('frozen'),
    planar: strong('planar'),
    answered,
    noFace: photos.length - verdicts.length,
  }
}

/** The easiest of each: one blink, a turn to the left, a turn to the right. */
function everyChallenge(): readonly ChallengeState[] {
  return [startChallenge('blink', () => 0), startChallenge('turn', () => 0), startChallenge('turn', () => 0.9)]
}

function afterFrame(state: ChallengeState, { eyesOpen, pose }: TrackedFace, at: number): ChallengeState {
  return observeChallenge(state, { eyesOpen, yaw: pose?.yaw ?? null, at })
}

function describe({ presentation, attack, films, errors, errorsAt, frozen, planar, answered, noFace }: Row): string {
  const count = films - noFace
  const [low, high] = wilsonInterval(errors / count, count).map((end) => Math.min(1, Math.max(0, end))) as [
    number,
    number,
  ]
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const points = Object.entries(errorsAt).map(([point, wrong]) => `${point}: ${wrong}`)
  return (
    `${presentation.padEnd(48)} ${attack ? 'APCER' : 'BPCER'} ${errors} of ${count}, ${percent(errors / count)} ` +
    `(${percent(low)} to ${percent(high)}); frozen ${frozen}, planar ${planar}, answered ${answered}; at ${points.join(', ')}; ${noFace} without a face\n`
  )
}
