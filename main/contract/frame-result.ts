import { z } from 'zod'
import { Outside } from './employment.ts'
import { Box, Candidate, Decision, EventId, HeadPose, Instant, Liveness, PersonRef, Point } from './entities.ts'
import { AttendanceEvent, Direction } from './events.ts'
import { LookPurpose } from './looks.ts'
import { Quality } from './quality.ts'

/** What is known about one face of a frame; `track` stays the same while the face stays in view. */
export const FrameFace = z.object({
  track: z.number().int(),
  box: Box,
  /** Left eye, right eye, nose, left and right corner of the mouth, as seen in the picture. */
  points: z.array(Point).length(5),
  /** The detector's score, 0..1. */
  detection: z.number(),
  quality: Quality.nullable(),
  pose: HeadPose.nullable(),
  liveness: Liveness.nullable(),
  /** Probability 0..1 that the eyes are open. */
  eyesOpen: z.number().nullable(),
  /** The people most similar to this track, best first; empty before the first embedding. */
  candidates: z.array(Candidate),
  /** What the person is asked to do to show that they are alive; null when nothing is asked. */
  challenge: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('blink'), times: z.number().int(), done: z.number().int() }),
      /** Their own left or right. */
      z.object({ kind: z.literal('turn'), towards: z.enum(['left', 'right']) }),
    ])
    .nullable(),
  /** `looking` until enough good frames of the track have been seen. */
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('looking') }),
    z.object({ kind: z.literal('decided'), decision: Decision }),
  ]),
  /** Who is asked, after being checked in, to keep a look at this face (`looks.keep`), why, and whether by PIN. */
  keepLook: z.object({ person: PersonRef, purpose: LookPurpose, pin: z.boolean() }).nullable(),
  /** What attendance made of a known person; null while nobody is known, and for purposes other than `kiosk`. */
  attendance: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('recorded'), event: EventId, direction: Direction, at: Instant }),
      /** Already in or out a moment ago: nothing was written. */
      z.object({ kind: z.literal('cooldown'), direction: Direction, at: Instant }),
      /**
       * The direction is asked on screen: `direction` is the likely one, `early` as in `CheckOutcome`. The answer goes
       * to `kiosks.answer`.
       */
      z.object({ kind: z.literal('ask'), direction: Direction, early: z.boolean() }),
      /** As in `CheckOutcome`. */
      ...Outside.options,
      /**
       * Liveness is required and the face did not pass: it does not move at all, looks like a picture, or failed the
       * challenge.
       */
      z.object({ kind: z.literal('not-live'), why: z.enum(['still', 'picture', 'challenge']) }),
    ])
    .nullable(),
})
export type FrameFace = z.infer<typeof FrameFace>

/** The result of one pushed frame. Boxes and points are in pixels of that frame. */
export const FrameResult = z.object({
  sequence: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  faces: z.array(FrameFace),
  /** Too dark to recognise anybody, even brightened; null for a repeated frame. */
  tooDark: z.boolean().nullable(),
  /** Events written because of this frame. */
  events: z.array(AttendanceEvent),
  /** Milliseconds by stage, in the order of the pipeline. */
  stages: z.array(z.object({ name: z.string(), milliseconds: z.number() })),
})
export type FrameResult = z.infer<typeof FrameResult>
