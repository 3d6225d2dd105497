/** In the points of all displays together, as Electron gives them. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a kiosk's window stands. */
export interface Placement {
  /** It fills a display, and no touch leads out of it. */
  readonly locked: boolean
  /** Of the display when locked, else of the window; null leaves the place to the system. */
  readonly bounds: Rectangle | null
}

/**
 * Where a kiosk's window goes: to where it was, if that is still there; else over a whole display that has none of our
 * windows, if there is one; else beside the other windows.
 * @param taken bounds of the windows that are open
 * @param before where it stood when Rollcall was closed; null when it is new
 */
export function placeKiosk(
  displays: readonly Rectangle[],
  taken: readonly Rectangle[],
  before: Placement | null,
): Placement {
  if (before !== null && !before.locked && displays.some((display) => holdsCentre(display, before.bounds)))
    return before
  const free = displays.filter((display) => !taken.some((window) => holdsCentre(display, window)))
  const own = free.find((display) => before?.locked && holdsCentre(display, before.bounds)) ?? free[0]
  return own === undefined ? { locked: false, bounds: null } : { locked: true, bounds: own }
}

function holdsCentre({ x, y, width, height }: Rectangle, inner: Rectangle | null): boolean {
  if (inner === null) return false
  const across = inner.x + inner.width / 2 - x
  const down = inner.y + inner.height / 2 - y
  return across >= 0 && across < width && down >= 0 && down < height
}
