import type { FrameFace } from '../../main/contract/frame-result.ts'
import { type CameraRotation, cameraRotations } from '../../main/contract/settings.ts'

/** A problem with an open camera. `turned`: faces are upright once its picture is turned clockwise by `degrees`. */
export type CameraTrouble =
  | { readonly kind: 'muted' | 'black' | 'frozen' }
  | { readonly kind: 'turned'; readonly degrees: CameraRotation }

export interface SeenPicture {
  /** Whether it is identical to the picture before. */
  readonly repeated: boolean
  /** The level, 0..255, that only one pixel in a hundred exceeds. */
  readonly brightEnd: number
}

/** How upright, 0..100, the most upright face of a picture is, in each rotation. */
export type UprightRound = Readonly<Record<CameraRotation, number>>

/**
 * Judges what an open camera gives. Times are milliseconds of one steady clock, passed in. Pictures are judged by the
 * times at which they were seen, so that a hidden page, which sees none, does not blame its camera.
 */
export interface CameraWatch {
  /** Notes that a camera was opened. `again`: because of trouble, which lasts until pictures show otherwise. */
  open(at: number, again: boolean): void
  see(picture: SeenPicture, at: number): void
  mute(muted: boolean, at: number): void
  /** Tells whether faces should also be looked for in the picture turned by 90, 180 and 270 degrees. */
  wantsRound(at: number): boolean
  addRound(round: UprightRound, at: number): void
  trouble(at: number): CameraTrouble | null
  /** Tells whether the camera should be closed and opened again. */
  wantsReopen(at: number): boolean
}

/** A picture is black up to this level. */
const maxBlack = 5
/** In a darker picture, a face's quality depends more on the light than on its rotation. */
const minTurnLight = 30
/**
 * Milliseconds. An infrared flash leaves every second picture black, so only a longer time without a lit one counts.
 */
const blackTime = 2000
const frozenTime = 3000
/** Milliseconds. Drivers mute for a moment when they change their mode. */
const mutedTime = 1000
const mutedReopenTime = 5000
/** Milliseconds before a camera is reopened again, longer after each attempt in vain. */
const reopenPauses = [0, 10_000, 30_000, 60_000]
/** After this long without a picture, nobody was watching. */
const watchGap = 2000

/** A rotation is right when faces in it reach this score, with this lead over every other rotation. */
const minUpright = 45
const minLead = 15
/** How many rounds in a row must agree. */
const minRounds = 3
const roundPause = 2000
/** Pause while somebody is there. */
const shortRoundPause = 700

/**
 * A wider box is of a face on its side. `npm run bench upright`, Labeled Faces in the Wild: boxes of upright faces are
 * 0.54 to 0.91 times as wide as high, and two in three of those on their side are wider than this.
 */
const maxUprightRatio = 0.95

/**
 * Returns how upright the best of these faces is, from 0 (none is, or there is none) to 100. Faces that are upside down
 * have boxes like others, but their eyes look closed to the model.
 */
export function uprightness(faces: readonly Pick<FrameFace, 'box' | 'quality' | 'eyesOpen'>[]): number {
  const ofFace = ({ box, quality, eyesOpen }: (typeof faces)[number]) =>
    box.width > maxUprightRatio * box.height ? 0 : ((quality?.score ?? 0) * (1 + (eyesOpen ?? 1))) / 2
  return Math.max(0, ...faces.map(ofFace))
}

export function createCameraWatch(): CameraWatch {
  let seenAt = Number.NEGATIVE_INFINITY
  let light = 255
  let blackSince: number | null = null
  let repeatedSince: number | null = null
  let mutedSince: number | null = null
  let openedAt = 0
  let reopened = 0
  let upright: CameraRotation | null = null
  let agreed: { rotation: CameraRotation; rounds: number } | null = null
  let nextRoundAt = 0

  function blind(at: number): 'muted' | 'black' | 'frozen' | null {
    if (mutedSince !== null && at - mutedSince >= mutedTime) return 'muted'
    if (blackSince !== null && seenAt - blackSince >= blackTime) return 'black'
    if (repeatedSince !== null && seenAt - repeatedSince >= frozenTime) return 'frozen'
    return null
  }

  return {
    open(at, again) {
      openedAt = at
      reopened = again ? reopened + 1 : 0
      if (again) return
      mutedSince = null
      blackSince = null
      repeatedSince = null
      upright = null
      agreed = null
    },
    see({ repeated, brightEnd }, at) {
      if (at - seenAt > watchGap) {
        blackSince = null
        repeatedSince = null
      }
      seenAt = at
      light = brightEnd
      blackSince = brightEnd > maxBlack ? null : (blackSince ?? at)
      if (repeated) repeatedSince ??= at
      else {
        repeatedSince = null
        reopened = 0
      }
    },
    mute(muted, at) {
      mutedSince = muted ? (mutedSince ?? at) : null
    },
    wantsRound: (at) => upright !== 0 && light >= minTurnLight && at >= nextRoundAt && blind(at) === null,
    addRound(round, at) {
      const best = cameraRotations.reduce((one, other) => (round[other] > round[one] ? other : one))
      nextRoundAt = at + (round[best] > 0 ? shortRoundPause : roundPause)
      if (round[best] === 0) return
      const leads = cameraRotations.every((other) => other === best || round[best] - round[other] >= minLead)
      if (round[best] < minUpright || !leads) agreed = null
      else agreed = { rotation: best, rounds: agreed?.rotation === best ? agreed.rounds + 1 : 1 }
      if (agreed !== null && agreed.rounds >= minRounds) upright = agreed.rotation
    },
    trouble(at) {
      const kind = blind(at)
      if (kind !== null) return { kind }
      return upright === null || upright === 0 ? null : { kind: 'turned', degrees: upright }
    },
    wantsReopen(at) {
      if (at - openedAt < reopenPauses[Math.min(reopened, reopenPauses.length - 1)]!) return false
      const kind = blind(at)
      return kind === 'frozen' || (kind === 'muted' && mutedSince !== null && at - mutedSince >= mutedReopenTime)
    },
  }
}
