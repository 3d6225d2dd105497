import { z } from 'zod'

/**
 * The domain's records, as they cross process borders. Words follow ISO/IEC 2382-37.
 * Points and boxes are in pixels of the image they were found in, x to the right, y down.
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

/** Identifies the model that made an embedding; embeddings of different models are never compared. */
export const ModelId = z.string().min(1).brand<'ModelId'>()
export type ModelId = z.infer<typeof ModelId>

/** Cosine of two unit embeddings, -1..1. */
export const Similarity = z.number().min(-1.000001).max(1.000001)

/** Stored as the bytes of an encoded image (JPEG, PNG, WebP or HEIC). */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes are expected')

export const Point = z.object({ x: z.number(), y: z.number() })
export type Point = z.infer<typeof Point>
export const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Box = z.infer<typeof Box>

export const PersonRef = z.object({ id: PersonId, name: z.string() })
export type PersonRef = z.infer<typeof PersonRef>

export const Person = PersonRef.extend({
  employeeNumber: z.string().nullable(),
  groups: z.array(z.string()),
  createdAt: Instant,
  templates: z.number().int(),
  /** The template whose photo stands for the person in lists. */
  portrait: TemplateId.nullable(),
})
export type Person = z.infer<typeof Person>

export const TemplateSource = z.enum(['camera', 'photo', 'import'])
export type TemplateSource = z.infer<typeof TemplateSource>

export const Template = z.object({
  id: TemplateId,
  personId: PersonId,
  model: ModelId,
  /** 0 (useless) to 100 (as good as a passport photo). */
  quality: z.number(),
  source: TemplateSource,
  createdAt: Instant,
  hasPhoto: z.boolean(),
})
export type Template = z.infer<typeof Template>

export const qualityComponents = [
  'size',
  'sharpness',
  'exposure',
  'contrast',
  'yaw',
  'pitch',
  'roll',
  'eyes',
  'occlusion',
  'cut-off',
  'proportions',
] as const
export const QualityComponentName = z.enum(qualityComponents)
export type QualityComponentName = z.infer<typeof QualityComponentName>

/** What a person can do about a low component; the words are in the renderer's catalogue. */
export const qualityReasons = [
  'come-closer',
  'hold-still',
  'more-light',
  'less-light',
  'light-from-front',
  'turn-left',
  'turn-right',
  'chin-up',
  'chin-down',
  'straighten-head',
  'open-eyes',
  'uncover-face',
  'move-into-picture',
  'keep-proportions',
] as const
export const QualityReason = z.enum(qualityReasons)
export type QualityReason = z.infer<typeof QualityReason>

export const Quality = z.object({
  /** 0..100, the unified score. */
  score: z.number(),
  components: z.array(z.object({ name: QualityComponentName, score: z.number(), reason: QualityReason.nullable() })),
})
export type Quality = z.infer<typeof Quality>

/** Degrees. yaw > 0: the person turns to the right of the picture; pitch > 0: chin up; roll > 0: clockwise in the picture. */
export const HeadPose = z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() })
export type HeadPose = z.infer<typeof HeadPose>

/** Evidence 0..1 of a presentation attack that needs no model; null while there is too little to judge by. */
export const LivenessCues = z.object({
  /** Stiller than anybody can stand: a picture on a stand, or a picture instead of the camera's. */
  frozen: z.number().nullable(),
  /** What lies around the face moves with it, as on a picture held in the hand. */
  planar: z.number().nullable(),
})
export type LivenessCues = z.infer<typeof LivenessCues>

/** `real`: 0..1, that a living face is shown, by the passive model and the cues. See docs/liveness.md. */
export const Liveness = z.object({ real: z.number(), cues: LivenessCues })
export type Liveness = z.infer<typeof Liveness>

export const Candidate = z.object({ person: PersonRef, similarity: Similarity })
export type Candidate = z.infer<typeof Candidate>

/** A threshold and where it came from; `version` counts up with every change and is stored with every event. */
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
    /** Alone where somebody was denied to be this person at the kiosk. */
    candidates: z.array(Candidate).min(1),
    similarity: Similarity,
    threshold: Similarity,
  }),
])
export type Decision = z.infer<typeof Decision>

export const Direction = z.enum(['in', 'out'])
export type Direction = z.infer<typeof Direction>

/** How the person was recognised. */
export const EventMethod = z.enum(['face', 'pin', 'manual'])
export type EventMethod = z.infer<typeof EventMethod>

/** One attendance entry with its evidence. Entries are never changed or deleted: a correction is an entry of its own. Only whose they are follows a merge. */
export const AttendanceEvent = z.object({
  id: EventId,
  kind: z.enum(['check', 'correction']),
  person: PersonRef,
  employeeNumber: z.string().nullable(),
  direction: Direction,
  at: Instant,
  /** IANA zone of the kiosk at that time. */
  zone: z.string(),
  recordedAt: Instant,
  method: EventMethod,
  kiosk: z.string(),
  track: z.number().int().nullable(),
  similarity: Similarity.nullable(),
  runnerUp: Candidate.nullable(),
  threshold: Similarity.nullable(),
  thresholdVersion: z.number().int().nullable(),
  model: z.string().nullable(),
  /** Version of the adopted metric, null for the standard cosine. */
  metric: z.number().int().nullable(),
  liveness: z.number().nullable(),
  quality: z.number().nullable(),
  /** Set by code that compares the wall clock with the monotonic one: the clock was moved shortly before. */
  clockMoved: z.boolean(),
  /** Corrections only: the event that is corrected, what is done to it, by whom and why. */
  corrects: EventId.nullable(),
  action: z.enum(['void', 'add', 'move']).nullable(),
  actor: z.string().nullable(),
  reason: z.string().nullable(),
})
export type AttendanceEvent = z.infer<typeof AttendanceEvent>
