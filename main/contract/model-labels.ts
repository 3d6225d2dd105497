import { z } from 'zod'

/**
 * What is known of the licence that a pack's files came with: `permissive` allows use at work, `research` forbids it
 * without another licence of the maker, `unknown` is silent.
 */
export const licenceKinds = ['permissive', 'research', 'unknown'] as const
/**
 * What is known of the photos that a pack was trained on: `stated` and free to use, `asserted` to be so by its maker
 * without a list, `collected-for-research` under a permissive file, `not-stated`, or `research` like the file.
 */
export const trainingKinds = ['stated', 'asserted', 'collected-for-research', 'not-stated', 'research'] as const

/** Two labels of a pack: the licence of its files, and the photos that it was trained on. */
export const PackLabels = z.object({
  licence: z.object({ kind: z.enum(licenceKinds), name: z.string().max(200) }),
  /** `photos` names the sets, where that is known. */
  training: z.object({ kind: z.enum(trainingKinds), photos: z.string().max(200).nullable() }),
})
export type PackLabels = z.infer<typeof PackLabels>

/** What is said of a pack that brings no labels. */
export const unlabelled: PackLabels = {
  licence: { kind: 'unknown', name: '' },
  training: { kind: 'not-stated', photos: null },
}

export type LabelColour = 'green' | 'amber' | 'red'

const licenceColours = { permissive: 'green', unknown: 'amber', research: 'red' } as const
const trainingColours = {
  stated: 'green',
  asserted: 'amber',
  'collected-for-research': 'amber',
  'not-stated': 'amber',
  research: 'red',
} as const

/** The colours of both labels: green for what may be used, amber for what is unclear, red for what may not. */
export function coloursOf({ licence, training }: PackLabels): {
  readonly licence: LabelColour
  readonly training: LabelColour
} {
  return { licence: licenceColours[licence.kind], training: trainingColours[training.kind] }
}

/** Whether a pack is installed only by somebody who accepts its terms. */
export function needsAcceptance(labels: PackLabels): boolean {
  return Object.values(coloursOf(labels)).includes('red')
}
