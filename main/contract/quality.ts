import { z } from 'zod'
import { PersonRef, TemplateId } from './entities.ts'
import { method } from './method.ts'

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

/** What a person can do about a low component; the words are in the renderer's messages. */
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
  /** The unified score, 0..100. */
  score: z.number(),
  components: z.array(z.object({ name: QualityComponentName, score: z.number(), reason: QualityReason.nullable() })),
})
export type Quality = z.infer<typeof Quality>

/** The lowest qualities, 0..100, that are accepted until the user sets others; docs/quality.md says what they stop. */
export const defaultMinQualities = {
  /** Photos below this do not become templates. */
  enrolment: 20,
  /**
   * Camera frames below this are not searched for. On another scale: frames are judged without the crops' agreement.
   */
  probe: 30,
}

/** The highest threshold that can be set: nine good photos of ten still pass. */
export const maxQualityThreshold = 70

/** How many pictures have each whole point of quality: index 20 counts 20 up to 21. */
const Counts = z.array(z.number().int()).length(101).readonly()

/** What a quality threshold would do, shown by the pictures of this installation. */
export const QualityEvidence = z.object({
  /** Qualities of all templates of the model in use. */
  enrolled: Counts,
  /** Qualities of the newest recognitions by face at the kiosk. */
  recognised: Counts,
  /** Enrolled photos from all over the scale, worst first. */
  examples: z.array(z.object({ template: TemplateId, person: PersonRef, quality: z.number() })).readonly(),
})
export type QualityEvidence = z.infer<typeof QualityEvidence>

export const qualityMethods = {
  /** Describes how good this installation's pictures are, to set the thresholds by. */
  'quality.evidence': method(z.object({}), QualityEvidence),
}
