import type { Random } from '../../numeric/random.ts'

/** Rows of each class. */
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
 * A class-balanced batch: `classes` classes drawn without replacement, and up to `samples` rows of each, so that
 * a person with many photos counts no more than one with few.
 */
export function drawBatch(rows: ClassRows, classes: number, samples: number, random: Random): number[] {
  return drawSome([...rows.keys()], classes, random).flatMap((label) => drawSome([...rows[label]!], samples, random))
}

/** The first steps of a shuffle: `count` of the items, each set equally likely. */
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
