import type { Random } from '../../numeric/random.ts'

/** The rows of each class. */
export type ClassRows = readonly (readonly number[])[]

export function rowsByClass(labels: Int32Array): ClassRows {
  const rows: number[][] = []
  labels.forEach((label, i) => {
    rows[label] ??= []
    rows[label].push(i)
  })
  return rows
}

/**
 * Draws a class-balanced batch: `classes` classes without replacement, and up to `samples` rows of each, so that a
 * person with many photos counts no more than one with few.
 */
export function drawBatch(rows: ClassRows, classes: number, samples: number, random: Random): number[] {
  return drawSome([...rows.keys()], classes, random).flatMap((label) => drawSome([...rows[label]!], samples, random))
}

/** Draws `count` of the items, each set equally likely: the first steps of a shuffle. */
function drawSome(items: number[], count: number, random: Random): number[] {
  const wanted = Math.min(count, items.length)
  for (let i = 0; i < wanted; i++) {
    const j = i + random.below(items.length - i)
    const held = items[i]!
    items[i] = items[j]!
    items[j] = held
  }
  return items.slice(0, wanted)
}
