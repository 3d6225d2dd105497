import type { Box } from '../../main/contract/entities.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Converts a box from pixels of the frame to pixels of a view that shows the frame like `object-fit: cover`, centred,
 * and mirrored if wanted.
 */
export function placeBox(box: Box, frame: Size, view: Size, mirrored: boolean): Box {
  const scale = Math.max(view.width / frame.width, view.height / frame.height)
  const left = (view.width - frame.width * scale) / 2
  const top = (view.height - frame.height * scale) / 2
  const x = mirrored ? frame.width - box.x - box.width : box.x
  return { x: left + x * scale, y: top + box.y * scale, width: box.width * scale, height: box.height * scale }
}

/** Milliseconds in which a drawn box covers 63 % of the way to the face. */
const smoothing = 90

/**
 * Moves a box one step towards the face, exponentially, so that the speed does not depend on the screen's refresh rate.
 */
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
