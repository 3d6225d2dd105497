/** Rows that Page Up and Page Down skip. */
const page = 10

/** Returns the row that a key moves to in a list of `length` rows; null for a key that does not move. */
export function walkTo(key: string, from: number, length: number): number | null {
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: length,
  }[key]
  return to === undefined || length === 0 ? null : Math.min(length - 1, Math.max(0, to))
}
