/** A point of a drawn line, in heights of the pad from its upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A line drawn without lifting the finger. */
export type Stroke = readonly Point[]

/** How wide the pad is, in its heights. */
export const padWidth = 3

/** How long lines must be together to be a signature, in heights of the pad: a touch by mistake is none. */
const minInk = 0.6

export function isSignature(strokes: readonly Stroke[]): boolean {
  let ink = 0
  for (const stroke of strokes) {
    for (const [at, point] of stroke.entries()) {
      const before = stroke[at - 1]
      if (before !== undefined) ink += Math.hypot(point.x - before.x, point.y - before.y)
    }
  }
  return ink >= minInk
}

/** Adds a point to the last line. */
export function extendLast(strokes: readonly Stroke[], points: readonly Point[]): readonly Stroke[] {
  return [...strokes.slice(0, -1), [...(strokes.at(-1) ?? []), ...points]]
}

/** Where a pointer is on the pad; never beside it. */
export function pointAt(
  { clientX, clientY }: { clientX: number; clientY: number },
  { left, top, height }: { left: number; top: number; height: number },
): Point {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value))
  return { x: within((clientX - left) / height, padWidth), y: within((clientY - top) / height, 1) }
}

/**
 * Lines as an SVG path, rounded where the finger turned.
 * @param scale how many units a height of the pad has
 */
export function pathOf(strokes: readonly Stroke[], scale: number): string {
  return strokes.map((stroke) => strokePath(stroke, scale)).join('')
}

function strokePath(stroke: Stroke, scale: number): string {
  const [first] = stroke
  if (first === undefined) return ''
  const at = ({ x, y }: Point) => `${(x * scale).toFixed(1)} ${(y * scale).toFixed(1)}`
  const middle = (one: Point, other: Point) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
  const curves = stroke.slice(1, -1).map((point, index) => `Q${at(point)} ${at(middle(point, stroke[index + 2]!))}`)
  // A line of no length is drawn as a dot, by its round ends.
  return `M${at(first)}${curves.join('')}L${at(stroke.at(-1)!)}`
}
