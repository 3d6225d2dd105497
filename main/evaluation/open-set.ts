import { AppError } from '../contract/errors.ts'
import type { Uniform } from '../numeric/random.ts'
import { dot } from '../numeric/vector.ts'
import { bootstrap, type Interval, numbering } from './bootstrap.ts'
import { type QualityBand, qualityBands } from './quality-bands.ts'
import {
  type ErrorPoint,
  errorPoints,
  reweigh,
  type Scores,
  shareAtOrAbove,
  sortScores,
  thresholdAtRate,
} from './rates.ts'

/** One face with the name of the folder it came from; `vector` has unit length. */
export interface LabelledFace {
  readonly person: string
  readonly file: string
  readonly vector: Float32Array
  /** 0..100 */
  readonly quality: number
}

export const falsePositiveRates = ['0.01', '0.001'] as const
export type FnirAtFpir<T = number> = Readonly<Record<(typeof falsePositiveRates)[number], T>>

/** All rates are shares 0..1; words as in ISO/IEC 19795-1. */
export interface OpenSetResult {
  readonly people: number
  readonly templates: number
  readonly probes: number
  readonly strangers: number
  /** Share of probes whose most similar person is the right one, whatever the similarity. */
  readonly rank1: number
  /** Share of probes whose right person is not both first and at or above the threshold that gives this FPIR. */
  readonly fnirAtFpir: FnirAtFpir
  readonly thresholdAtFpir: FnirAtFpir
  /** 95 %, by bootstrap over the people searched for; the gallery stays as it is. */
  readonly intervals: { readonly rank1: Interval; readonly fnirAtFpir: FnirAtFpir<Interval> }
  readonly det: readonly ErrorPoint[]
  /** FNIR at FPIR 1 %, by the quality of the probe. */
  readonly byQuality: readonly QualityBand[]
  /** Strangers most like somebody enrolled, worst first. */
  readonly worstStrangers: readonly { readonly file: string; readonly person: string; readonly similarity: number }[]
}

interface Found {
  readonly person: string
  readonly similarity: number
}

/** The most similar person of the gallery: the best of each person's templates counts. */
export function searchBest(gallery: readonly LabelledFace[], probe: Float32Array): Found {
  let best: Found = { person: '', similarity: Number.NEGATIVE_INFINITY }
  for (const template of gallery) {
    const similarity = dot(template.vector, probe)
    if (similarity > best.similarity) best = { person: template.person, similarity }
  }
  return best
}

/**
 * Open-set identification: every probe is somebody in the gallery, every stranger is nobody in it.
 * A probe that finds the wrong person counts as missed at every threshold.
 * @throws AppError `too-little-data` when one of the three sets is empty
 */
export function judgeOpenSet(
  gallery: readonly LabelledFace[],
  probes: readonly LabelledFace[],
  strangers: readonly LabelledFace[],
  random: Uniform,
  resamples = 1000,
): OpenSetResult {
  if (gallery.length === 0 || probes.length === 0 || strangers.length === 0) {
    throw new AppError('too-little-data', 'A gallery, probes of its people and strangers with a face each are needed.')
  }
  const found = probes.map((probe) => searchBest(gallery, probe.vector))
  const right = found.map((best, index) => best.person === probes[index]!.person)
  const mated = sortScores(found.map((best, index) => (right[index] ? best.similarity : -1)))
  const named = strangers.map((stranger) => searchBest(gallery, stranger.vector))
  const nonMated = sortScores(named.map((best) => best.similarity))
  const person = numbering()
  const probePeople = probes.map((probe) => person.of(probe.person))
  const strangerPeople = strangers.map((stranger) => person.of(stranger.person))
  const figures = (known: Scores, unknown: Scores) => [
    shareAtOrAbove(known, -1 + Number.EPSILON),
    ...falsePositiveRates.map((fpir) => 1 - shareAtOrAbove(known, thresholdAtRate(unknown, Number(fpir)))),
  ]
  const [rank1, fnir2, fnir3] = figures(mated, nonMated)
  const intervals = bootstrap(person.count(), resamples, random, (drawn) =>
    figures(
      reweigh(mated, (index) => drawn[probePeople[index]!]!),
      reweigh(nonMated, (index) => drawn[strangerPeople[index]!]!),
    ),
  )
  const threshold = thresholdAtRate(nonMated, 0.01)
  return {
    people: new Set(gallery.map((template) => template.person)).size,
    templates: gallery.length,
    probes: probes.length,
    strangers: strangers.length,
    rank1: rank1!,
    fnirAtFpir: { '0.01': fnir2!, '0.001': fnir3! },
    thresholdAtFpir: { '0.01': threshold, '0.001': thresholdAtRate(nonMated, 0.001) },
    intervals: { rank1: intervals[0]!, fnirAtFpir: { '0.01': intervals[1]!, '0.001': intervals[2]! } },
    det: errorPoints(mated, nonMated),
    byQuality: qualityBands(
      probes.map((probe, index) => ({
        quality: probe.quality,
        missed: !right[index] || found[index]!.similarity < threshold,
      })),
    ),
    worstStrangers: named
      .map((best, index) => ({ file: strangers[index]!.file, ...best }))
      .toSorted((a, b) => b.similarity - a.similarity)
      .slice(0, 10),
  }
}
