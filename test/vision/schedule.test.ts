import { describe, expect, test } from 'vitest'
import type { ModelId } from '../../main/contract/entities.ts'
import { addEmbedding, type EmbeddingHistory, hasChangedPerson, wantsEmbedding } from '../../main/vision/schedule.ts'

const embedding = (...vector: number[]) => ({ model: 'test' as ModelId, vector: Float32Array.from(vector) })
const alice = embedding(1, 0)
const bob = embedding(0, 1)

/** When a face standing still is embedded, at ten frames a second. */
function embeddedAt(seconds: number, quality: (at: number) => number, gate = 30): number[] {
  let history: EmbeddingHistory | null = null
  const times: number[] = []
  for (let at = 0; at < seconds * 1000; at += 100) {
    if (!wantsEmbedding(history, quality(at), at, false, gate)) continue
    history = addEmbedding(history, alice, quality(at), at)
    times.push(at)
  }
  return times
}

describe('when a face is embedded', () => {
  test('several times in its first second, then at most once a second in all', () => {
    const times = embeddedAt(60, () => 80)
    expect(times.filter((at) => at < 1_000)).toHaveLength(4)
    expect(times.filter((at) => at >= 1_000 && at < 4_000)).toEqual([])
    expect(times.length).toBeLessThanOrEqual(60)
    for (let seconds = 4; seconds <= 60; seconds++) {
      expect(times.filter((at) => at < seconds * 1_000).length).toBeLessThanOrEqual(seconds)
    }
  })

  test('again when its quality has clearly improved', () => {
    const times = embeddedAt(4, (at) => (at < 2_500 ? 50 : 70))
    expect(times.at(-1)).toBe(2_500)
    expect(times).toHaveLength(5)
  })

  test('never when it is too bad to tell anything', () => {
    expect(embeddedAt(5, () => 10)).toEqual([])
    expect(embeddedAt(5, () => 29.9)).toEqual([])
    expect(embeddedAt(1, () => 30)).toHaveLength(4)
  })

  test('only from the gate on that the user has set', () => {
    expect(embeddedAt(5, () => 55, 60)).toEqual([])
    expect(embeddedAt(1, () => 10, 5)).toHaveLength(4)
  })

  test('two strange embeddings in a row are another person, one is not', () => {
    const known = addEmbedding(addEmbedding(null, alice, 80, 0), alice, 80, 200)
    const once = addEmbedding(known, bob, 80, 4_000)
    expect(hasChangedPerson(once)).toBe(false)
    expect(wantsEmbedding(once, 80, 4_200, false, 30)).toBe(true)
    expect(hasChangedPerson(addEmbedding(once, bob, 80, 4_200))).toBe(true)
    expect(addEmbedding(once, alice, 80, 4_200).strange).toBe(0)
  })
})

test('a face of which it is in doubt whose it is, is embedded at once', () => {
  const embedding = { model: 'm' as ModelId, vector: Float32Array.of(1, 0) }
  const history = addEmbedding(null, embedding, 80, 0)
  expect(wantsEmbedding(history, 80, 10, false, 30)).toBe(false)
  expect(wantsEmbedding(history, 80, 10, true, 30)).toBe(true)
  expect(wantsEmbedding(history, 10, 10, true, 30)).toBe(false)
})
