/** Dark pictures in a row: when the first and the latest of them were answered. */
export interface Darkness {
  readonly from: number
  readonly until: number
}

/**
 * How long it is dark before that is said. A camera that opens or changes its mode gives black pictures first, and an
 * infrared flash leaves every second one black; the last picture of a camera that then freezes stays for longer.
 */
const darkTime = 1500

/** @param tooDark null for a picture that came a second time, which says nothing new */
export function nextDarkness(before: Darkness | null, tooDark: boolean | null, at: number): Darkness | null {
  if (tooDark === null) return before
  return tooDark ? { from: before?.from ?? at, until: at } : null
}

/** By the times of the pictures: while there is none, nothing is known of the light. */
export function isDarkness(darkness: Darkness | null): boolean {
  return darkness !== null && darkness.until - darkness.from >= darkTime
}
