import type { Uniform } from '../../numeric/random.ts'
import type { GalleryEntry } from '../match.ts'
import { describeMiddle, scoreGallery } from './scores.ts'

/** Fewer people say too little about how alike two of them are. */
const minPeople = 10

export interface CarriedThreshold {
  readonly threshold: number
  /** Whose templates were compared. */
  readonly people: number
}

/**
 * Carries a threshold over to another model, for which nobody has measured what a threshold keeps: to where it lies as
 * far above the usual similarity of two different people, as a multiple of how widely that is spread.
 * @param before the gallery by the one model, and `after` by the other
 * @param random draws people where there are too many to compare all; it is asked anew for each gallery
 * @returns null where there are too few people
 */
export function carryThreshold(
  threshold: number,
  before: readonly GalleryEntry[],
  after: readonly GalleryEntry[],
  random: () => Uniform,
): CarriedThreshold | null {
  const both = new Set(after.map(({ templateId }) => templateId))
  const own = before.filter(({ templateId }) => both.has(templateId))
  const known = new Set(own.map(({ templateId }) => templateId))
  const next = after.filter(({ templateId }) => known.has(templateId))
  const [from, to] = [describe(own, random()), describe(next, random())]
  if (from.people < minPeople || to.people < minPeople || !(from.width > 0)) return null
  const carried = to.level + ((threshold - from.level) / from.width) * to.width
  return { threshold: Math.min(1, Math.max(0, carried)), people: to.people }
}

function describe(entries: readonly GalleryEntry[], random: Uniform) {
  const { people, impostor } = scoreGallery(entries, random)
  return { people, ...describeMiddle(impostor.similarity) }
}
