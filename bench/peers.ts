/**
 * Rollcall beside @vladmandic/human and @vladmandic/face-api (WebAssembly backends) in one run: from a JPEG's bytes to
 * a descriptor, and accuracy on pairs. The peers are installed into a temporary folder and removed afterwards.
 *
 *   npm run bench peers [-- --json]
 *   ROLLCALL_PEERS=DIR    use the peers installed there before; keep them
 *   ROLLCALL_FACES=DIR    faces with people/ and pairs.txt; ../shared/faces otherwise
 *   ROLLCALL_FOLDS=3      folds of pairs.txt to compare, all 10 otherwise
 */
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Pair, parsePairs, photoPath } from '../main/evaluation/pairs.ts'
import { judgePairs } from '../main/evaluation/verification.ts'
import { createRandom } from '../main/numeric/random.ts'
import { median } from '../main/numeric/statistics.ts'
import type { Answer, Question } from './peers/contestant.ts'

export const name = 'peers'
/** Whole milliseconds of other people's code beside ours. */
export const tolerances = { human: 0.5, 'face-api': 0.5 }

const packages = [
  '@vladmandic/human@3.3.6',
  '@vladmandic/face-api@1.7.15',
  '@tensorflow/tfjs@4.22.0',
  '@tensorflow/tfjs-backend-wasm@4.22.0',
]
const contestants = ['rollcall', 'human', 'face-api'] as const
type Name = (typeof contestants)[number]

interface Description {
  readonly descriptor: readonly number[] | null
  readonly wall: number
  readonly cpu: number
}

interface Result {
  readonly contestant: Name
  readonly startMilliseconds: number
  /** Medians over the photos, and how many times Rollcall's. */
  readonly wall: number
  readonly cpu: number
  readonly wallRatio: number
  readonly cpuRatio: number
  readonly photos: number
  readonly withoutFace: number
  /** Share of pairs decided rightly, each fold with the threshold that is best on the others. */
  readonly accuracy: number
  readonly accuracyStd: number
}

/** @returns Rollcall's median time as a share of each peer's, smaller is better */
export async function run({ json }: { readonly json: boolean }): Promise<Record<string, number>> {
  const faces = process.env.ROLLCALL_FACES ?? join(import.meta.dirname, '../../shared/faces')
  if (!existsSync(join(faces, 'pairs.txt'))) {
    console.log(`peers: skipped, there is no ${join(faces, 'pairs.txt')}; say ROLLCALL_FACES=DIR`)
    return {}
  }
  const folds = Number(process.env.ROLLCALL_FOLDS ?? 10)
  const pairs = parsePairs(await readFile(join(faces, 'pairs.txt'), 'utf8')).filter((pair) => pair.fold < folds)
  const kept = process.env.ROLLCALL_PEERS
  const folder = kept ?? (await install())
  try {
    const results = await compete(folder, join(faces, 'people'), pairs)
    if (json) console.log(JSON.stringify(results))
    else for (const result of results) console.log(describe(result))
    return Object.fromEntries(
      results.filter(({ contestant }) => contestant !== 'rollcall').map((r) => [r.contestant, 1 / r.wallRatio]),
    )
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true })
  }
}

function describe(result: Result): string {
  const times = `${result.wall.toFixed(1)} ms (x ${result.wallRatio.toFixed(1)}), ${result.cpu.toFixed(1)} ms of processor (x ${result.cpuRatio.toFixed(1)})`
  const accuracy = `${(100 * result.accuracy).toFixed(2)} +- ${(100 * result.accuracyStd).toFixed(2)} %`
  const photos = `${result.photos} photos, ${result.withoutFace} without a face`
  return `${result.contestant}: ${times}, ready after ${result.startMilliseconds.toFixed(0)} ms, accuracy ${accuracy}, ${photos}`
}

async function install(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-peers-'))
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
  const argv = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages]
  await promisify(execFile)('npm', argv, { cwd: folder })
  return folder
}

async function compete(folder: string, people: string, pairs: readonly Pair[]): Promise<Result[]> {
  const photos = [...new Set(pairs.flatMap((pair) => [photoPath(pair.first), photoPath(pair.second)]))]
  const children: { contestant: Name; child: ChildProcess; startMilliseconds: number }[] = []
  try {
    for (const contestant of contestants) {
      const child = fork(join(import.meta.dirname, 'peers', `${contestant}.ts`), [folder], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      const answer = await nextAnswer(child)
      if (answer.kind !== 'ready') throw new Error(`${contestant} did not start.`)
      children.push({ contestant, child, startMilliseconds: answer.startMilliseconds })
    }
    const described = new Map<Name, Map<string, Description>>(contestants.map((each) => [each, new Map()]))
    // Photo by photo and by turns: whatever else the machine does hits all three alike.
    for (const photo of photos) {
      for (const { contestant, child } of children) {
        child.send({ photo: join(people, photo) } satisfies Question)
        const answer = await nextAnswer(child)
        if (answer.kind === 'described') described.get(contestant)?.set(photo, answer)
      }
    }
    const results = children.map(({ contestant, startMilliseconds }) => ({
      contestant,
      startMilliseconds,
      ...judge(contestant, described.get(contestant) ?? new Map(), pairs),
    }))
    const reference = results[0]
    if (reference === undefined) return []
    return results.map((result) => ({
      ...result,
      wallRatio: result.wall / reference.wall,
      cpuRatio: result.cpu / reference.cpu,
    }))
  } finally {
    for (const { child } of children) child.kill()
  }
}

async function nextAnswer(child: ChildProcess): Promise<Answer> {
  const answered = new AbortController()
  const { signal } = answered
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error(`${child.spawnargs.join(' ')} ended.`)
  })
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Answer]
    return answer
  } finally {
    answered.abort()
  }
}

function judge(contestant: Name, described: ReadonlyMap<string, Description>, pairs: readonly Pair[]) {
  const all = [...described.values()]
  const scored = pairs.map(({ first, second, same, fold }) => {
    const a = described.get(photoPath(first))?.descriptor
    const b = described.get(photoPath(second))?.descriptor
    // A photo without a face matches nothing.
    const similarity = a && b ? compare(contestant, a, b) : -1
    return { people: [first.name, second.name] as const, same, fold, similarity, quality: 0 }
  })
  const { accuracy, accuracyStd } = judgePairs(scored, createRandom(1).next, 1)
  return {
    wall: median(all.map(({ wall }) => wall)),
    cpu: median(all.map(({ cpu }) => cpu)),
    photos: all.length,
    withoutFace: all.filter(({ descriptor }) => descriptor === null).length,
    accuracy,
    accuracyStd,
  }
}

/** Rollcall's cosine; for the others a falling function of the Euclidean distance that they compare by. */
function compare(contestant: Name, a: readonly number[], b: readonly number[]): number {
  if (contestant === 'rollcall') return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
  return 1 / (1 + Math.hypot(...a.map((value, index) => value - (b[index] ?? 0))))
}
