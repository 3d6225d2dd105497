/** A rectangle in the coordinates of all displays together, as Electron gives them. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a kiosk's window is. */
export interface Placement {
  /** Whether it fills a display and cannot be left by touch. */
  readonly locked: boolean
  /** Bounds of the display when locked, else of the window; null lets the system choose. */
  readonly bounds: Rectangle | null
}

/** Where the main window was when it was closed. */
export interface MainPlacement {
  /** Bounds of the window when it is neither maximised nor in full screen. */
  readonly bounds: Rectangle
  readonly look: 'window' | 'maximised' | 'full-screen'
}

/** Distance between two windows, so that both can be seen. */
const windowStep = 32

/**
 * Where a kiosk's window goes: to where it was, if that is still there; else over a whole display that has none of our
 * windows, if there is one; else, unless it was locked, a step down and aside of the last window opened.
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
  if (own !== undefined) return { locked: true, bounds: own }
  // What was locked stays locked, if need be over another window: a display that was taken away opens no door.
  const any = displays.find((display) => before?.locked && holdsCentre(display, before.bounds)) ?? displays[0]
  if (before?.locked && any !== undefined) return { locked: true, bounds: any }
  return { locked: false, bounds: besideLast(displays, taken) }
}

/** Whether a window is on a display: it is on the one that holds its centre. */
export const isShown = (display: Rectangle, window: Rectangle): boolean => holdsCentre(display, window)

/** Where the main window goes: to where it was, as far as a display is there; null leaves it to the system. */
export function placeMain(displays: readonly Rectangle[], before: MainPlacement | null): MainPlacement | null {
  const display = displays.find((each) => before !== null && holdsCentre(each, before.bounds))
  return before === null || display === undefined ? null : { ...before, bounds: within(display, before.bounds) }
}

/**
 * A step from the last of the windows, at the display's corner where that would lead off it; null where there is none.
 */
function besideLast(displays: readonly Rectangle[], taken: readonly Rectangle[]): Rectangle | null {
  const last = taken.at(-1)
  const display = displays.find((each) => last !== undefined && holdsCentre(each, last))
  if (last === undefined || display === undefined) return null
  const next = { ...last, x: last.x + windowStep, y: last.y + windowStep }
  const fits = next.x + next.width <= display.x + display.width && next.y + next.height <= display.y + display.height
  if (fits) return next
  const corner = within(display, { ...last, x: display.x, y: display.y })
  const covered = taken.some(({ x, y }) => x === corner.x && y === corner.y)
  return covered ? within(display, { ...last, x: display.x + windowStep, y: display.y + windowStep }) : corner
}

/** The same rectangle, moved and cut so that all of it lies on the display. */
function within(display: Rectangle, { x, y, width, height }: Rectangle): Rectangle {
  const [cutWidth, cutHeight] = [Math.min(width, display.width), Math.min(height, display.height)]
  return {
    x: Math.min(Math.max(x, display.x), display.x + display.width - cutWidth),
    y: Math.min(Math.max(y, display.y), display.y + display.height - cutHeight),
    width: cutWidth,
    height: cutHeight,
  }
}

function holdsCentre({ x, y, width, height }: Rectangle, inner: Rectangle | null): boolean {
  if (inner === null) return false
  const across = inner.x + inner.width / 2 - x
  const down = inner.y + inner.height / 2 - y
  return across >= 0 && across < width && down >= 0 && down < height
}
