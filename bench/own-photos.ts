/**
 * How well "does not look like the photos that are there" tells a photo of somebody else from a hard photo of the same
 * person, with the faces in ROLLCALL_FACES or ../shared/faces: people/ (a folder a person) and strangers/.
 *
 *   npm run bench own-photos [-- --json]
 *
 * Identity-disjoint: the threshold is chosen on four fifths of the people and judged on the last, in turn.
 */
import { join } from 'node:path'
import { createVision } from '../main/vision/create.ts'
import { type EmbeddedFolder, embedFolder } from './face-folder.ts'
import { findFacePhotos } from './face-photos.ts'

export const name = 'own-photos'

const folds = 5
const maxTemplates = 4
/** At most this share of other people's photos may pass without a question. */
const promisedPassed = 0.01
const thresholds = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.46]

interface Attempt {
  /** Best of the templates that are there. */
  readonly similarity: number
  readonly templates: number
  readonly own: boolean
}

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  if (findFacePhotos() === null) return
  const faces = process.env.ROLLCALL_FACES ?? join(import.meta.dirname, '..', '..', 'shared', 'faces')
  const vision = await createVision({ modelsFolder: join(import.meta.dirname, '..', 'models'), now: performance.now })
  try {
    const known = peopleOf(await embedFolder(vision, join(faces, 'people'), 'gallery'))
    const strangers = peopleOf(await embedFolder(vision, join(faces, 'strangers'), 'gallery')).flat()
    const byFold = Array.from({ length: folds }, (_, fold) =>
      attempts(
        known.filter((_person, index) => index % folds === fold),
        strangers.filter((_photo, index) => index % folds === fold),
      ),
    )
    const result = { rates: ratesAt(thresholds, byFold.flat()), chosen: byFold.map((_, fold) => judge(byFold, fold)) }
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
    else {
      console.table(result.rates)
      console.table(result.chosen)
    }
  } finally {
    await vision.close()
  }
}

function peopleOf({ labels, vectors, dimensions }: EmbeddedFolder): Float32Array[][] {
  const rows = labels.map(({ person }, row) => ({
    person,
    vector: vectors.slice(row * dimensions, (row + 1) * dimensions),
  }))
  return [...Map.groupBy(rows, ({ person }) => person).values()].map((mine) => mine.map(({ vector }) => vector))
}

/** Every photo is offered to its own person, beside up to four others of them, and to everybody else of the fold. */
function attempts(people: readonly Float32Array[][], strangers: readonly Float32Array[]): Attempt[] {
  const found: Attempt[] = []
  for (const [place, mine] of people.entries()) {
    const there = mine.slice(0, maxTemplates)
    for (const photo of mine) {
      const others = mine.filter((other) => other !== photo).slice(0, maxTemplates)
      if (others.length > 0) found.push({ similarity: best(photo, others), templates: others.length, own: true })
    }
    const foreign = [...people.flatMap((others, index) => (index === place ? [] : others)), ...strangers]
    for (const photo of foreign) found.push({ similarity: best(photo, there), templates: there.length, own: false })
  }
  return found
}

function judge(byFold: readonly Attempt[][], fold: number) {
  const rest = byFold.flatMap((mine, index) => (index === fold ? [] : mine))
  const foreign = rest.filter(({ own }) => !own).map(({ similarity }) => similarity)
  const threshold = foreign.toSorted((a, b) => b - a)[Math.floor(foreign.length * promisedPassed)]!
  return ratesAt([threshold], byFold[fold]!)[0]!
}

/** Shares: of own photos that are questioned, and of other people's that are not, by how many templates are there. */
function ratesAt(at: readonly number[], tried: readonly Attempt[]) {
  const share = (some: readonly Attempt[], passes: (attempt: Attempt) => boolean) =>
    Number((some.filter(passes).length / some.length).toFixed(4))
  return at.map((threshold) => {
    const asked = (some: readonly Attempt[]) => share(some, ({ similarity }) => similarity < threshold)
    const passed = (some: readonly Attempt[]) => share(some, ({ similarity }) => similarity >= threshold)
    const own = tried.filter((attempt) => attempt.own)
    const foreign = tried.filter((attempt) => !attempt.own)
    return {
      threshold: Number(threshold.toFixed(3)),
      ownQuestioned: asked(own),
      ownQuestionedOfOne: asked(own.filter(({ templates }) => templates === 1)),
      foreignPassed: passed(foreign),
      foreignPassedOfFour: passed(foreign.filter(({ templates }) => templates === maxTemplates)),
      own: own.length,
      foreign: foreign.length,
    }
  })
}

function best(photo: Float32Array, there: readonly Float32Array[]): number {
  return Math.max(...there.map((other) => other.reduce((sum, x, i) => sum + x * photo[i]!, 0)))
}
