import type { FrameFace } from '../../main/contract/frame-result.ts'
import { type CameraRotation, cameraRotations } from '../../main/contract/settings.ts'

/**
 * What is wrong with a camera that is open. `turned`: faces stand upright once its picture is turned by `degrees`,
 * clockwise.
 */
export type CameraTrouble =
  | { readonly kind: 'muted' | 'black' | 'frozen' }
  | { readonly kind: 'turned'; readonly degrees: CameraRotation }

export interface SeenPicture {
  /** Bit for bit the same as the picture before. */
  readonly repeated: boolean
  /** The level, 0..255, that only a hundredth of the picture exceeds. */
  readonly brightEnd: number
}

/** How upright, 0..100, the face stands that stands best in one picture, in each rotation. */
export type UprightRound = Readonly<Record<CameraRotation, number>>

/**
 * Watches what an open camera gives. Times are milliseconds of one steady clock, passed in. Pictures are judged by the
 * times at which they were seen: a page that is hidden sees none, and does not suspect its camera.
 */
export interface CameraWatch {
  /** A camera was opened. `again`: because of what is wrong with it, which goes on until pictures show otherwise. */
  open(at: number, again: boolean): void
  see(picture: SeenPicture, at: number): void
  mute(muted: boolean, at: number): void
  /** Whether faces should be looked for in the picture turned by 90, 180 and 270 degrees too. */
  wantsRound(at: number): boolean
  addRound(round: UprightRound, at: number): void
  trouble(at: number): CameraTrouble | null
  /** Whether the camera should be closed and opened again. */
  wantsReopen(at: number): boolean
}

/** No brighter than this, a picture shows nothing. */
const maxBlack = 5
/** Darker than this, a face's quality says more about the light than about how it stands. */
const minTurnLight = 30
/** An infrared flash leaves every second picture black: only where none is lit for so long nothing is seen. */
const blackTime = 2000
const frozenTime = 3000
/** Drivers mute for a moment when they change their mode. */
const mutedTime = 1000
const mutedReopenTime = 5000
/** A camera that was opened again in vain is left alone for longer and longer. */
const reopenPauses = [0, 10_000, 30_000, 60_000]
/** Without a picture for so long nobody was watching. */
const watchGap = 2000

/** Faces stand upright in the rotation that has so much, and this lead over every other one. */
const minUpright = 45
const minLead = 15
/** Rounds in a row that agree. */
const minRounds = 3
const roundPause = 2000
/** While somebody is there. */
const shortRoundPause = 700

/**
 * A face on its side is boxed wider than one that stands. `npm run bench upright`, Labeled Faces in the Wild: standing
 * faces are 0.54 to 0.91 times as wide as high, and of those on their side two in three are wider than this.
 */
const maxUprightRatio = 0.95

/**
 * How upright the best of these faces stands, 0 (none does, or nobody is there) to 100. Somebody standing on their head
 * has a box like others, but eyes that look closed to the model for it.
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
