/** Units of a chart that its key takes before the name, and after it. */
const key = 36
/** The mean width of a letter of the legend in units of a chart; letters of Chinese and Japanese take twice as much. */
const letter = 6.4

/** Returns how many names of a legend fit beside each other, three at most, so that none is cut. */
export function legendColumns(names: readonly string[], width: number): 1 | 2 | 3 {
  const longest = Math.max(0, ...names.map(widthOf))
  if (3 * (longest + key) <= width) return 3
  return 2 * (longest + key) <= width ? 2 : 1
}

function widthOf(name: string): number {
  return [...name].reduce(
    (sum, character) => sum + (/[\u2e80-\u9fff\uff00-\uffef]/.test(character) ? 2 : 1) * letter,
    0,
  )
}
