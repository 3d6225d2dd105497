import { AppError } from '../contract/errors.ts'

/** A photo by its person's name and its number, as lists of pairs name them. */
export interface PhotoKey {
  readonly name: string
  readonly number: number
}

export interface Pair {
  readonly first: PhotoKey
  readonly second: PhotoKey
  readonly same: boolean
  /** 0-based; the folds of a good list share no person. */
  readonly fold: number
}

/**
 * Reads a list of pairs in the format of Labeled Faces in the Wild (http://vis-www.cs.umass.edu/lfw/README.txt): a
 * first line "folds pairs" (or "pairs" alone for one fold), then for each fold its genuine lines "name i j" and as
 * many impostor lines "name i name j", columns separated by tabs.
 * @throws AppError `pairs-unreadable` naming the first line that does not fit
 */
export function parsePairs(text: string): Pair[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\t/))
  const [head = [], ...rest] = lines.filter((line) => line[0] !== '')
  const numbers = head.map(Number)
  const [folds, each] = numbers.length === 1 ? [1, numbers[0]] : numbers
  if (!isCount(folds) || !isCount(each) || numbers.length > 2) {
    throw new AppError('pairs-unreadable', 'Line 1 of the pairs must name the number of folds and of pairs in each.')
  }
  if (rest.length !== folds * each * 2) {
    throw new AppError(
      'pairs-unreadable',
      `The pairs should have ${folds * each * 2} lines after the first (${folds} folds of ${each} genuine and ${each} impostor pairs) and have ${rest.length}.`,
    )
  }
  return rest.map((columns, index) => parsePair(columns, index + 2, Math.floor(index / (each * 2))))
}

const isCount = (value: number | undefined): value is number => Number.isInteger(value) && value! > 0

function parsePair(columns: readonly string[], line: number, fold: number): Pair {
  const [name = '', a, b, c] = columns
  const pair: Pair | null =
    columns.length === 3
      ? { first: { name, number: Number(a) }, second: { name, number: Number(b) }, same: true, fold }
      : columns.length === 4
        ? { first: { name, number: Number(a) }, second: { name: b!, number: Number(c) }, same: false, fold }
        : null
  if (pair === null || !isCount(pair.first.number) || !isCount(pair.second.number)) {
    throw new AppError('pairs-unreadable', `Line ${line} of the pairs is neither "name i j" nor "name i name j".`)
  }
  return pair
}

/** Where Labeled Faces in the Wild keeps the photo, below the folder of images. */
export function photoPath(key: PhotoKey): string {
  return `${key.name}/${key.name}_${String(key.number).padStart(4, '0')}.jpg`
}
