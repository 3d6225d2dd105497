import type { Box } from '../../main/contract/entities.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Where a box of a frame lies on a view that shows the frame like `object-fit: cover`, centred, and mirrored if asked.
 * Input in pixels of the frame, output in pixels of the view.
 */
export function placeBox(box: Box, frame: Size, view: Size, mirrored: boolean): Box {
  const scale = Math.max(view.width / frame.width, view.height / frame.height)
  const left = (view.width - frame.width * scale) / 2
  const top = (view.height - frame.height * scale) / 2
  const x = mirrored ? frame.width - box.x - box.width : box.x
  return { x: left + x * scale, y: top + box.y * scale, width: box.width * scale, height: box.height * scale }
}

/** Time in which a drawn box covers 63 % of the way to where the face is, milliseconds. */
const smoothing = 90

/** One step of a box on its way to the face: exponential, so that the pace does not depend on the screen's rate. */
export function approach(current: Box, target: Box, elapsed: number): Box {
  const share = 1 - Math.exp(-elapsed / smoothing)
  const step = (from: number, to: number) => from + (to - from) * share
  return {
    x: step(current.x, target.x),
    y: step(current.y, target.y),
    width: step(current.width, target.width),
    height: step(current.height, target.height),
  }
}
