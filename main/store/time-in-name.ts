/** A time for file names, in UTC, of characters that every file system allows: `2026-11-29T08-30-00.000Z`. */
export function timeInName(at: number): string {
  return new Date(at).toISOString().replaceAll(':', '-')
}
