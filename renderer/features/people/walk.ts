/** Rows that Page Up and Page Down pass over. */
const page = 10

/** Where a key leads from a row of a list of so many rows; null for a key that does not walk. */
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
