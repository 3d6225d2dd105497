import { z } from 'zod'

/**
 * Records that several namespaces share, as they cross process borders. Words follow ISO/IEC 2382-37. Points and boxes
 * are in pixels of the image they were found in, x to the right, y down.
 */

export const PersonId = z.number().int().positive().brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>

export const TemplateId = z.number().int().positive().brand<'TemplateId'>()
export type TemplateId = z.infer<typeof TemplateId>

export const EventId = z.number().int().positive().brand<'EventId'>()
export type EventId = z.infer<typeof EventId>

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const Instant = z.number().int().brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

/** The model that made an embedding; embeddings of different models are never compared. */
export const ModelId = z.string().min(1).brand<'ModelId'>()
export type ModelId = z.infer<typeof ModelId>

/** Cosine of two unit embeddings, -1..1. */
export const Similarity = z.number().min(-1.000001).max(1.000001)

/** Bytes of an encoded image (JPEG, PNG, WebP or HEIC). */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes are expected')

export const Point = z.object({ x: z.number(), y: z.number() })
export type Point = z.infer<typeof Point>

export const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Box = z.infer<typeof Box>

export const PersonRef = z.object({ id: PersonId, name: z.string() })
export type PersonRef = z.infer<typeof PersonRef>

/**
 * Degrees. yaw > 0: the person turns to the right of the picture; pitch > 0: chin up; roll > 0: clockwise in the
 * picture.
 */
export const HeadPose = z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() })
export type HeadPose = z.infer<typeof HeadPose>

/** Evidence 0..1 of a presentation attack that needs no model; null while there is too little to judge by. */
export const LivenessCues = z.object({
  /** The face is stiller than anybody can stand: a picture on a stand, or one fed in place of the camera's. */
  frozen: z.number().nullable(),
  /** The face's surroundings move with it, as on a picture held in the hand. */
  planar: z.number().nullable(),
})
export type LivenessCues = z.infer<typeof LivenessCues>

/** How likely one model finds it that a face is alive, 0..1: the mean of a track. It has the name of its file. */
export const ModelOpinion = z.object({ model: z.string(), real: z.number() })
export type ModelOpinion = z.infer<typeof ModelOpinion>

/**
 * The liveness check: `real` is the probability that a living face is shown, by the passive model and the cues. See
 * docs/liveness.md.
 */
export const Liveness = z.object({
  real: z.number(),
  cues: LivenessCues,
  /** What each model said, where there are several; the face is real only where all of them say so. */
  models: z.array(ModelOpinion).optional(),
})
export type Liveness = z.infer<typeof Liveness>

export const Candidate = z.object({ person: PersonRef, similarity: Similarity })
export type Candidate = z.infer<typeof Candidate>

/** A threshold and its origin; `version` counts up with every change and is stored with every event. */
export const Threshold = z.object({ similarity: Similarity, margin: z.number(), version: z.number().int() })
export type Threshold = z.infer<typeof Threshold>

export const Decision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    person: PersonRef,
    similarity: Similarity,
    runnerUp: Candidate.nullable(),
    threshold: Similarity,
  }),
  z.object({ kind: z.literal('unknown'), similarity: Similarity.nullable(), threshold: Similarity }),
  z.object({
    kind: z.literal('ambiguous'),
    /** Just one where somebody denied being this person at the kiosk. */
    candidates: z.array(Candidate).min(1),
    similarity: Similarity,
    threshold: Similarity,
  }),
])
export type Decision = z.infer<typeof Decision>
