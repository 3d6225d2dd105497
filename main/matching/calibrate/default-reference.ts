import type { ModelId } from '../../contract/entities.ts'
import type { Reference } from './reference.ts'

/** Measured by `node bench/calibration.ts`; the faces themselves are not part of the project. */
const references: Readonly<Record<string, Reference>> = {
  'fr_feature-87aacdfe5751': {
    basis: '745 people of Labeled Faces in the Wild (deepfunneled)',
    people: 745,
    impostor: {
      mean: 0.0063,
      deviation: 0.0968,
      pairs: 1047701,
      quantiles: [
        [0.5, 0.0047],
        [0.3, 0.0546],
        [0.2, 0.0855],
        [0.1, 0.1298],
        [0.05, 0.1681],
        [0.02, 0.2136],
        [0.01, 0.244],
        [0.005, 0.2741],
        [0.002, 0.3096],
        [0.001, 0.3344],
        [0.0005, 0.3569],
        [0.0002, 0.3861],
        [0.0001, 0.404],
        [5e-5, 0.4217],
        [2e-5, 0.445],
      ],
    },
    genuine: [
      [
        [0.002, 0.2059],
        [0.005, 0.2778],
        [0.01, 0.2942],
        [0.015, 0.3855],
        [0.02, 0.4249],
        [0.03, 0.4505],
        [0.04, 0.4675],
        [0.05, 0.4879],
        [0.07, 0.5172],
        [0.1, 0.5511],
        [0.15, 0.5868],
        [0.2, 0.6105],
        [0.3, 0.6501],
        [0.5, 0.7046],
        [0.7, 0.7642],
        [0.9, 0.8248],
      ],
      [
        [0.002, 0.2634],
        [0.005, 0.3497],
        [0.01, 0.4484],
        [0.015, 0.4835],
        [0.02, 0.4981],
        [0.03, 0.5214],
        [0.04, 0.5434],
        [0.05, 0.5583],
        [0.07, 0.5831],
        [0.1, 0.6051],
        [0.15, 0.6295],
        [0.2, 0.6527],
        [0.3, 0.6879],
        [0.5, 0.7411],
        [0.7, 0.7865],
        [0.9, 0.8404],
      ],
      [
        [0.002, 0.3037],
        [0.005, 0.4381],
        [0.01, 0.4886],
        [0.015, 0.5167],
        [0.02, 0.5414],
        [0.03, 0.5569],
        [0.04, 0.5675],
        [0.05, 0.5726],
        [0.07, 0.6002],
        [0.1, 0.6211],
        [0.15, 0.6561],
        [0.2, 0.6802],
        [0.3, 0.7075],
        [0.5, 0.7554],
        [0.7, 0.797],
        [0.9, 0.8505],
      ],
    ],
  },
}

/** The reference distribution of a model; null for a model that nobody has measured. */
export function referenceFor(model: ModelId): Reference | null {
  return references[model] ?? null
}
