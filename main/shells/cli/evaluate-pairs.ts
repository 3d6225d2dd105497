import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { type Pair, parsePairs, photoPath } from '../../evaluation/pairs.ts'
import { detChart, rateLabel, similarityChart, verificationReport } from '../../evaluation/report.ts'
import { judgePairs, type ScoredPair, type VerificationResult } from '../../evaluation/verification.ts'
import { uniformFrom } from '../../numeric/random.ts'
import { dot } from '../../numeric/vector.ts'
import { percent } from '../../text/words.ts'
import type { Outcome } from './command.ts'
import { type EmbeddedPhotos, embedForComparison, type Failure } from './embed-photos.ts'
import type { Session } from './session.ts'
import { describeRejected, table } from './text.ts'
import { provenance, writeReport } from './write-report.ts'

export interface PairOptions {
  readonly images: string
  readonly pairs: string
  readonly pack?: string | undefined
  readonly html?: string | undefined
  readonly svg?: string | undefined
}

/** The seed of the intervals: the same photos give the same intervals. */
export const intervalSeed = 20_260_101

/** Judges verification by the protocol of Labeled Faces in the Wild; a pair of which a photo has no face is skipped. */
export async function evaluatePairs(session: Session, options: PairOptions): Promise<Outcome> {
  const text = await readFile(options.pairs, 'utf8').catch((cause: unknown) => {
    throw new AppError('file-not-found', `There is no file ${options.pairs}, or it cannot be read.`, { cause })
  })
  const pairs = parsePairs(text)
  const fileOf = (key: Pair['first']) => join(options.images, photoPath(key))
  const embedded = await embedForComparison(
    session,
    pairs.flatMap(({ first, second }) => [fileOf(first), fileOf(second)]),
    options.pack,
  )
  const scored = pairs.flatMap((pair) => score(pair, fileOf, embedded))
  const skipped = pairs.length - scored.length
  const result = judgePairs(scored, uniformFrom(intervalSeed))
  await writeReport(options.svg, () => detChart(result.det, 'false match rate', 'false non-match rate'))
  await writeReport(options.html, () =>
    verificationReport(
      provenance('Verification', embedded.model, skipped),
      result,
      similarityChart(
        { label: 'same person', values: scored.filter(({ same }) => same).map(({ similarity }) => similarity) },
        { label: 'two people', values: scored.filter(({ same }) => !same).map(({ similarity }) => similarity) },
      ),
    ),
  )
  return {
    value: { pairs: pairs.length, skipped, ...result, model: embedded.model, failures: embedded.failures },
    text: describe(result, skipped, embedded.failures),
    failed: skipped > 0,
  }
}

function score(pair: Pair, fileOf: (key: Pair['first']) => string, { photos }: EmbeddedPhotos): ScoredPair[] {
  const first = photos.get(fileOf(pair.first))
  const second = photos.get(fileOf(pair.second))
  if (first === undefined || second === undefined) return []
  return [
    {
      people: [pair.first.name, pair.second.name],
      same: pair.same,
      fold: pair.fold,
      similarity: dot(first.vector, second.vector),
      quality: Math.min(first.quality, second.quality),
    },
  ]
}

function describe(result: VerificationResult, skipped: number, failures: readonly Failure[]): string {
  const { intervals } = result
  const row = (name: string, value: string, interval: readonly [number, number]) => [
    name,
    value,
    `${percent(interval[0])} to ${percent(interval[1])}`,
  ]
  const rows = [
    row('accuracy', `${percent(result.accuracy)} ± ${percent(result.accuracyStd)}`, intervals.accuracy),
    row('EER', percent(result.eer), intervals.eer),
    row('TAR at FAR 1 %', percent(result.tarAtFar['0.01']), intervals.tarAtFar['0.01']),
    row(
      rateLabel('TAR at FAR 0.1 %', 0.001, result.impostor, 'impostor pairs'),
      percent(result.tarAtFar['0.001']),
      intervals.tarAtFar['0.001'],
    ),
  ]
  const counts = `${result.genuine} genuine and ${result.impostor} impostor pairs, ${skipped} skipped, threshold ${result.threshold.toFixed(3)}\n`
  return describeRejected(failures) + table(['', 'measured', '95 % interval'], rows) + counts
}
