import { z } from 'zod'
import { Instant, PersonRef, Similarity } from './entities.ts'
import { method } from './method.ts'
import { RatePromise } from './rate-promise.ts'

/** What a model decided by when it was last in use, to the last bit. */
export const DecidedBy = z.object({
  threshold: z.number(),
  margin: z.number(),
  promise: RatePromise.nullable(),
  /** What the threshold was computed from. */
  basis: z.record(z.string(), z.unknown()).nullable(),
})
export type DecidedBy = z.infer<typeof DecidedBy>

/** The model beside the one in use, as it is written down. */
export const BesideModel = z.object({
  /** The entry of its pack, whose shape main/vision/manifest.ts knows. */
  pack: z.looseObject({ name: z.string() }),
  model: z.string(),
  since: Instant,
  /** Null for a model that never decided here. */
  decidedBy: DecidedBy.nullable(),
})
export type BesideModel = z.infer<typeof BesideModel>

/** The threshold that a model will begin with. */
export const NextThreshold = z.discriminatedUnion('kind', [
  /** Keeps the promise by the office's own photos. */
  z.object({
    kind: z.literal('calibrated'),
    threshold: Similarity,
    promise: RatePromise,
    expectedFpir: z.number(),
    expectedFnir: z.number().nullable(),
  }),
  /**
   * As strict for the people enrolled as the one in use, by how alike two of them are; nothing can be promised yet.
   */
  z.object({ kind: z.literal('carried'), threshold: Similarity, people: z.number().int() }),
  /** There are too few people to compare. */
  z.object({ kind: z.literal('starting'), threshold: Similarity }),
  /** The one that it decided by before. */
  z.object({ kind: z.literal('as-before'), threshold: Similarity }),
])
export type NextThreshold = z.infer<typeof NextThreshold>

/** Which model decides, and the one that is made ready to take over, or could be gone back to. */
export const ModelChange = z.object({
  inUse: z.object({ pack: z.string(), model: z.string(), templates: z.number().int() }),
  beside: z
    .object({
      pack: z.string(),
      model: z.string(),
      since: Instant,
      /** `back`: it decided before. */
      direction: z.enum(['forth', 'back']),
      /** Templates that have an embedding by it, and those whose photo is still to be read. */
      templates: z.number().int(),
      waiting: z.number().int(),
      /** People who would no longer be recognised: they have no photo that it could read. */
      missing: z.number().int(),
      /** Null until every photo has been read. */
      threshold: NextThreshold.nullable(),
      /** Why reading stopped; it is tried again at the next start, and whenever people change. */
      failure: z.string().nullable(),
    })
    .nullable(),
  /** Templates by other models, which are kept and compared with nothing. */
  heldBack: z.number().int(),
})
export type ModelChange = z.infer<typeof ModelChange>

/** How many people are listed at once. */
export const maxListedMissing = 1000

export const modelChangeMethods = {
  'modelChange.state': method(z.object({}), ModelChange),
  /**
   * Has another pack's model read every kept photo in the background, while the present one decides. Where nobody is
   * enrolled it takes over at once.
   * @throws `pack-not-installed`, `model-change-going-on`
   */
  'modelChange.begin': method(z.object({ pack: z.string().min(1).max(100) }), ModelChange),
  /** Reads what is still to be read now, in this process, and answers when nothing waits. */
  'modelChange.run': method(z.object({}), ModelChange),
  /**
   * Has the model beside the present one decide from now on, with its own threshold; called again it goes back.
   * @throws `no-model-beside`, `model-not-ready`, `pack-not-installed`
   */
  'modelChange.switch': method(z.object({}), ModelChange),
  /** Ends the change: the model beside is given up, and its embeddings are erased. */
  'modelChange.end': method(z.object({}), z.object({ erased: z.number().int(), heldBack: z.boolean() })),
  /** People who would no longer be recognised by the model beside, in order of name: at most 1000. */
  'modelChange.missing': method(
    z.object({}),
    z.object({ people: z.array(PersonRef).readonly(), total: z.number().int() }),
  ),
}
