import type { HeadPose } from '../contract/entities.ts'
import type { TrackedFace } from '../vision/vision.ts'

/** A face narrower than this share of the widest one is of somebody behind whoever stands at the kiosk. */
const minShareOfWidest = 0.6
/** Degrees within which somebody looks at the kiosk, in either direction. Who reads or talks turns further. */
const maxYaw = 45
const maxPitch = 35

/**
 * Tells whether somebody stands at the kiosk: near, compared with the others in the picture, and facing it. Who passes
 * behind or sits and reads is recognised, but not checked in.
 */
export function standsAtKiosk(
  face: Pick<TrackedFace, 'box' | 'pose'>,
  all: readonly Pick<TrackedFace, 'box'>[],
): boolean {
  const widest = Math.max(...all.map(({ box }) => box.width))
  return face.box.width >= minShareOfWidest * widest && isFacing(face.pose)
}

/** A pose that could not be measured speaks against nobody. */
function isFacing(pose: HeadPose | null): boolean {
  return pose === null || (Math.abs(pose.yaw) <= maxYaw && Math.abs(pose.pitch) <= maxPitch)
}
