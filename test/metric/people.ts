import { createEmbeddingSet, type EmbeddingSet } from '../../main/metric/embedding-set.ts'
import { createRandom } from '../../main/numeric/random.ts'

/**
 * Made-up people for the tests of the metric lab: a direction for each person, plus noise that is strong along the
 * first `noisy` dimensions and weak along the others, so that a metric that plays those down is truly better.
 */
export function madeUpPeople(
  options: {
    people?: number
    photos?: number
    dimensions?: number
    noisy?: number
    noise?: number
    seed?: number
  } = {},
): EmbeddingSet {
  const { people = 40, photos = 4, dimensions = 24, noisy = 6, noise = 1.6, seed = 5 } = options
  const random = createRandom(seed)
  const vectors: number[] = []
  const labels: string[] = []
  for (let person = 0; person < people; person++) {
    const centre = Array.from({ length: dimensions }, () => random.normal())
    for (let photo = 0; photo < photos; photo++) {
      vectors.push(...centre.map((x, i) => x + (i < noisy ? 3 * noise : 0.4 * noise) * random.normal()))
      labels.push(`person ${String(person).padStart(3, '0')}`)
    }
  }
  return createEmbeddingSet({ model: 'made up', dimensions, vectors: Float32Array.from(vectors), labels })
}
