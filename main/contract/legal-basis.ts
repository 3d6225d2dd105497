import { z } from 'zod'

/** On what ground an office uses faces: nobody has said yet, each person's consent, or another one that it names. */
export const legalBases = ['undecided', 'consent', 'other'] as const
export const LegalBasis = z.enum(legalBases)
export type LegalBasis = z.infer<typeof LegalBasis>
