import type { HeadPose } from '../../../main/contract/entities.ts'
import type { FrameFace } from '../../../main/contract/frame-result.ts'
import type { QualityReason } from '../../../main/contract/quality.ts'

/** The photos to take in turn; `more` is any further photo, for other light or glasses. */
export const guidedSteps = ['front', 'left', 'right', 'up'] as const
export type Step = (typeof guidedSteps)[number] | 'more'

/** Advice to the person after the last frame. */
export type Advice =
  | { readonly kind: 'no-face' | 'several-faces' | 'hold' | 'back' }
  | { readonly kind: 'ask'; readonly step: Step }
  | { readonly kind: 'reason'; readonly reason: QualityReason }

export interface Guide {
  readonly step: Step
  /** The pose in the front photo, from which turning is measured; null before it is taken. */
  readonly base: HeadPose | null
  /** How many frames in a row, of one track, were good. */
  readonly good: number
  readonly track: number | null
  /** Quality of the best of these frames. */
  readonly best: number
  readonly advice: Advice
}

/** Good frames in a row that make a photo: at ten frames a second, about a second of holding still. */
const framesWanted = 8
/** Degrees from straight ahead that still count as the front; cameras are often above or below the eyes. */
const front = { yaw: 12, pitch: 22 }
/** Degrees from the front photo: enough for another view, and not too much to see the face. */
const turned = { least: 10, most: 32 }
const lifted = { least: 7, most: 26 }

export function startGuide(step: Step, base: HeadPose | null): Guide {
  return { step, base, good: 0, track: null, best: 0, advice: { kind: 'ask', step } }
}

/** Returns the progress of the photo, 0 to 1. */
export function guideProgress(guide: Guide): number {
  return Math.min(1, guide.good / framesWanted)
}

/**
 * Continues the guide with the answer to one frame. `keep`: this frame is the best so far; `take`: take the best one
 * now.
 */
export function observeGuide(
  guide: Guide,
  faces: readonly FrameFace[],
): { readonly guide: Guide; readonly keep: boolean; readonly take: boolean } {
  const advice = adviceFor(guide, faces)
  const [face] = faces
  if (advice.kind !== 'hold' || face === undefined) {
    // A bad frame costs two good ones, and does not spoil all of them.
    const good = advice.kind === 'reason' ? Math.max(0, guide.good - 2) : 0
    return { guide: { ...guide, advice, good, best: good === 0 ? 0 : guide.best }, keep: false, take: false }
  }
  const same = guide.track === face.track && guide.good > 0
  const score = face.quality?.score ?? 0
  const keep = !same || score > guide.best
  const good = same ? guide.good + 1 : 1
  const next = { ...guide, advice, good, track: face.track, best: keep ? score : guide.best }
  return { guide: next, keep, take: good >= framesWanted }
}

function adviceFor({ step, base }: Guide, faces: readonly FrameFace[]): Advice {
  const [face] = faces
  if (face === undefined) return { kind: 'no-face' }
  if (faces.length > 1) return { kind: 'several-faces' }
  if (face.pose === null || face.quality === null) return { kind: 'ask', step }
  const fit = fits(step, face.pose, base)
  if (fit !== 'good') return fit === 'far' ? { kind: 'back' } : { kind: 'ask', step }
  const reason = face.quality.components
    .filter(({ name }) => !isWanted(step, name))
    .toSorted((a, b) => a.score - b.score)
    .find((component) => component.reason !== null)?.reason
  return reason === null || reason === undefined ? { kind: 'hold' } : { kind: 'reason', reason }
}

/** Tells whether a step wants the head turned, so that it is not told to turn back. */
function isWanted(step: Step, component: string): boolean {
  return (component === 'yaw' && (step === 'left' || step === 'right')) || (component === 'pitch' && step === 'up')
}

/**
 * Tells whether the head is where the step wants it; a face that turns to the right of the picture turns to its own
 * left.
 */
function fits(step: Step, pose: HeadPose, base: HeadPose | null): 'good' | 'near' | 'far' {
  const yaw = pose.yaw - (base?.yaw ?? 0)
  const pitch = pose.pitch - (base?.pitch ?? 0)
  switch (step) {
    case 'front':
      return Math.abs(pose.yaw) <= front.yaw && Math.abs(pose.pitch) <= front.pitch ? 'good' : 'near'
    case 'left':
      return within(yaw, turned)
    case 'right':
      return within(-yaw, turned)
    case 'up':
      return within(pitch, lifted)
    case 'more':
      return 'good'
  }
}

function within(degrees: number, { least, most }: { readonly least: number; readonly most: number }) {
  if (degrees < least) return 'near'
  return degrees <= most ? 'good' : 'far'
}
