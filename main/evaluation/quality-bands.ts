/** Errors among a quarter of the attempts, from the worst photos to the best. */
export interface QualityBand {
  /** Lowest and highest quality in the band, 0..100. */
  readonly quality: readonly [number, number]
  readonly attempts: number
  readonly missed: number
  /** missed / attempts, 0..1 */
  readonly rate: number
}

/** Splits attempts of the right person into four equal parts by quality and counts the misses in each. */
export function qualityBands(attempts: readonly { quality: number; missed: boolean }[], parts = 4): QualityBand[] {
  const sorted = attempts.toSorted((a, b) => a.quality - b.quality)
  const cut = (part: number) => Math.round((part * sorted.length) / parts)
  return Array.from({ length: parts }, (_, part) => sorted.slice(cut(part), cut(part + 1)))
    .filter((band) => band.length > 0)
    .map((band) => {
      const missed = band.filter((attempt) => attempt.missed).length
      return {
        quality: [band[0]!.quality, band.at(-1)!.quality],
        attempts: band.length,
        missed,
        rate: missed / band.length,
      }
    })
}
