import { z } from 'zod'
import { method } from '../method.ts'
import { QualityEvidence } from '../quality-gates.ts'

export const qualityMethods = {
  /** How good this installation's pictures are, to set the gates by. */
  'quality.evidence': method(z.object({}), QualityEvidence),
}
