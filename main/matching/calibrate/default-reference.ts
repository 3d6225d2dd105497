import type { ModelId } from '../../contract/entities.ts'
import type { Reference } from './reference.ts'

/** Printed by `node bench/promise.ts`; the faces themselves are not part of the project. */
const references: Readonly<Record<string, Reference>> = {
  'fr_feature-87aacdfe5751': {
    basis: '1891 people: Labeled Faces in the Wild and eight groups of one origin and sex',
    people: 1891,
    offices: {
      mean: [0.0337, -2.2153, -0.7559],
      covariance: [
        [0.000427, 0.00082, -0.001285],
        [0.00082, 0.005846, -0.004515],
        [-0.001285, -0.004515, 0.007673],
      ],
    },
    body: [
      [0.9, -1.2407],
      [0.7, -0.5446],
      [0.5, -0.0395],
      [0.3, 0.4886],
      [0.2, 0.8236],
      [0.1, 1.3012],
      [0.05, 1.7138],
      [0.02, 2.1845],
    ],
    genuine: [
      [
        [0.002, 0.2111],
        [0.005, 0.2729],
        [0.01, 0.2864],
        [0.015, 0.387],
        [0.02, 0.4231],
        [0.03, 0.4516],
        [0.04, 0.4656],
        [0.05, 0.4859],
        [0.07, 0.517],
        [0.1, 0.549],
        [0.15, 0.5822],
        [0.2, 0.6083],
        [0.3, 0.6463],
        [0.5, 0.7015],
        [0.7, 0.7591],
        [0.9, 0.8231],
      ],
      [
        [0.002, 0.2713],
        [0.005, 0.34],
        [0.01, 0.452],
        [0.015, 0.4859],
        [0.02, 0.4956],
        [0.03, 0.5227],
        [0.04, 0.5406],
        [0.05, 0.5551],
        [0.07, 0.5799],
        [0.1, 0.6059],
        [0.15, 0.6306],
        [0.2, 0.6508],
        [0.3, 0.6844],
        [0.5, 0.7352],
        [0.7, 0.7806],
        [0.9, 0.8381],
      ],
      [
        [0.002, 0.3082],
        [0.005, 0.4223],
        [0.01, 0.4859],
        [0.015, 0.5227],
        [0.02, 0.537],
        [0.03, 0.5551],
        [0.04, 0.571],
        [0.05, 0.5789],
        [0.07, 0.5994],
        [0.1, 0.6209],
        [0.15, 0.6509],
        [0.2, 0.6783],
        // biome-ignore lint/suspicious/noApproximativeNumericConstant: It was measured.
        [0.3, 0.7071],
        [0.5, 0.7521],
        [0.7, 0.7937],
        [0.9, 0.8479],
      ],
    ],
  },
}

/** Finds the reference distribution of a model; null for a model that nobody has measured. */
export function referenceFor(model: ModelId): Reference | null {
  return references[model] ?? null
}
