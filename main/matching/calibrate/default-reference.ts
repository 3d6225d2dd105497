import type { ModelId } from '../../contract/entities.ts'
import type { Reference } from './reference.ts'

/** Measured by `node bench/calibration.ts`; the faces themselves are not part of the project. */
const references: Readonly<Record<string, Reference>> = {
  'fr_feature-87aacdfe5751': {
    basis: '745 people of Labeled Faces in the Wild (deepfunneled)',
    people: 745,
    impostor: {
      mean: 0.006,
      deviation: 0.0963,
      pairs: 1047699,
      quantiles: [
        [0.5, 0.0045],
        [0.3, 0.0543],
        [0.2, 0.085],
        [0.1, 0.129],
        [0.05, 0.1669],
        [0.02, 0.2119],
        [0.01, 0.2426],
        [0.005, 0.2716],
        [0.002, 0.3063],
        [0.001, 0.3319],
        [0.0005, 0.3551],
        [0.0002, 0.3854],
        [0.0001, 0.4037],
        [5e-5, 0.4234],
        [2e-5, 0.441],
      ],
    },
    genuine: [
      [
        [0.002, -0.0015],
        [0.005, 0.0212],
        [0.01, 0.2056],
        [0.015, 0.2516],
        [0.02, 0.2969],
        [0.03, 0.3839],
        [0.04, 0.4385],
        [0.05, 0.4539],
        [0.07, 0.4982],
        [0.1, 0.5263],
        [0.15, 0.57],
        [0.2, 0.5989],
        [0.3, 0.6302],
        [0.5, 0.6922],
        [0.7, 0.7505],
        [0.9, 0.8182],
      ],
      [
        [0.002, 0.0238],
        [0.005, 0.1818],
        [0.01, 0.3193],
        [0.015, 0.3737],
        [0.02, 0.4453],
        [0.03, 0.494],
        [0.04, 0.521],
        [0.05, 0.5388],
        [0.07, 0.5611],
        [0.1, 0.5951],
        [0.15, 0.6125],
        [0.2, 0.6343],
        [0.3, 0.6723],
        [0.5, 0.727],
        [0.7, 0.7723],
        [0.9, 0.8317],
      ],
      [
        [0.002, 0.0238],
        [0.005, 0.2229],
        [0.01, 0.3193],
        [0.015, 0.4488],
        [0.02, 0.4926],
        [0.03, 0.5388],
        [0.04, 0.5484],
        [0.05, 0.5599],
        [0.07, 0.5889],
        [0.1, 0.6106],
        [0.15, 0.6335],
        [0.2, 0.6659],
        [0.3, 0.6959],
        [0.5, 0.7448],
        [0.7, 0.7895],
        [0.9, 0.8384],
      ],
    ],
  },
}

/** The reference distribution of a model; null for a model that nobody has measured. */
export function referenceFor(model: ModelId): Reference | null {
  return references[model] ?? null
}
