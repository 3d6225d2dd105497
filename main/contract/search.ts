import { z } from 'zod'
import { Box, Bytes, Candidate, Decision, Similarity } from './entities.ts'
import { method } from './method.ts'

export const SearchFace = z.object({
  box: Box,
  detection: z.number(),
  decision: Decision,
  /** People by their best template, each once, best first. */
  candidates: z.array(Candidate),
})
export type SearchFace = z.infer<typeof SearchFace>

export const searchMethods = {
  /** Identifies everybody in a photo. An empty list of faces is an answer. Boxes are in pixels of the upright photo. */
  'search.photo': method(
    z.object({ photo: Bytes, top: z.number().int().min(1).max(100).default(5) }),
    z.object({ width: z.number().int(), height: z.number().int(), faces: z.array(SearchFace) }),
  ),
  /** Verifies 1:1 the largest face of each photo. */
  'search.compare': method(
    z.object({ first: Bytes, second: Bytes }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('compared'),
        similarity: Similarity,
        threshold: Similarity,
        same: z.boolean(),
        boxes: z.tuple([Box, Box]),
      }),
      z.object({ kind: z.literal('no-face'), photo: z.enum(['first', 'second']) }),
    ]),
  ),
}
