import type { ModelId } from '../../contract/entities.ts'
import type { Reference } from './reference.ts'

/** Printed by `node bench/promise.ts`; the faces themselves are not part of the project. */
const references: Readonly<Record<string, Reference>> = {
  'fr_feature-87aacdfe5751': {
    basis: '1891 people: Labeled Faces in the Wild and eight groups of one origin and sex',
    people: 1891,
    offices: {
      mean: [0.0397, -2.1546, -0.752],
      covariance: [
        [0.000699, 0.00117, -0.001789],
        [0.00117, 0.008036, -0.00357],
        [-0.001789, -0.00357, 0.007919],
      ],
    },
    body: [
      [0.9, -1.2451],
      [0.7, -0.5454],
      [0.5, -0.0383],
      [0.3, 0.4939],
      [0.2, 0.8278],
      [0.1, 1.3021],
      [0.05, 1.7059],
      [0.02, 2.1633],
    ],
    genuine: [
      [
        [0.002, 0.2067],
        [0.005, 0.2783],
        [0.01, 0.2953],
        [0.015, 0.3851],
        [0.02, 0.425],
        [0.03, 0.4503],
        [0.04, 0.4687],
        [0.05, 0.4876],
        [0.07, 0.5177],
        [0.1, 0.551],
        [0.15, 0.5874],
        [0.2, 0.6094],
        [0.3, 0.6499],
        [0.5, 0.7043],
        [0.7, 0.764],
        [0.9, 0.8244],
      ],
      [
        [0.002, 0.2626],
        [0.005, 0.3503],
        [0.01, 0.4488],
        [0.015, 0.4822],
        [0.02, 0.4979],
        [0.03, 0.5219],
        [0.04, 0.542],
        [0.05, 0.5585],
        [0.07, 0.5828],
        [0.1, 0.6033],
        [0.15, 0.6289],
        [0.2, 0.6525],
        [0.3, 0.6885],
        [0.5, 0.7406],
        [0.7, 0.7862],
        [0.9, 0.8402],
      ],
      [
        [0.002, 0.3016],
        [0.005, 0.437],
        [0.01, 0.4869],
        [0.015, 0.516],
        [0.02, 0.5416],
        [0.03, 0.5561],
        [0.04, 0.5679],
        [0.05, 0.5722],
        [0.07, 0.6],
        [0.1, 0.6213],
        [0.15, 0.6554],
        [0.2, 0.6797],
        [0.3, 0.7075],
        [0.5, 0.7552],
        [0.7, 0.7974],
        [0.9, 0.8505],
      ],
    ],
  },
}

/** Finds the reference distribution of a model; null for a model that nobody has measured. */
export function referenceFor(model: ModelId): Reference | null {
  return references[model] ?? null
}
