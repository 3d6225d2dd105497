import { z } from 'zod'

/** An error rate that the user wants to rely on. */
export const RatePromise = z.object({
  /** `fpir`: share of strangers at the door who are named. `fmr`: share of pairs of different people that match. */
  kind: z.enum(['fpir', 'fmr']),
  rate: z.number().positive().max(0.5),
})
export type RatePromise = z.infer<typeof RatePromise>
