/** Dark pictures in a row: when the first and the latest of them were answered. */
export interface Darkness {
  readonly from: number
  readonly until: number
}

/**
 * Milliseconds of darkness before the kiosk says so. A camera that opens or changes its mode gives black pictures at
 * first, an infrared flash leaves every second one black, and a frozen camera's last picture lasts.
 */
const darkTime = 1500

/** Updates the darkness after a picture. @param tooDark null for a repeated picture, which says nothing new */
export function nextDarkness(before: Darkness | null, tooDark: boolean | null, at: number): Darkness | null {
  if (tooDark === null) return before
  return tooDark ? { from: before?.from ?? at, until: at } : null
}

/** Tells whether it has been dark for long enough, by the times of the pictures. */
export function isDarkness(darkness: Darkness | null): boolean {
  return darkness !== null && darkness.until - darkness.from >= darkTime
}
