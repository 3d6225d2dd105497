import { describe, expect, test } from 'vitest'
import { judgeOpenSet, type LabelledFace, searchBest } from '../../main/evaluation/open-set.ts'
import { openSetReport, similarityChart } from '../../main/evaluation/report.ts'
import { createRandom } from '../../main/numeric/random.ts'

/** A unit vector in the plane, `degrees` from the first axis. */
function face(person: string, degrees: number, quality = 50): LabelledFace {
  const radians = (degrees * Math.PI) / 180
  return {
    person,
    file: `${person}-${degrees}`,
    vector: Float32Array.of(Math.cos(radians), Math.sin(radians)),
    quality,
  }
}

const gallery = [face('ada', 0), face('ada', 20), face('bob', 180)]
const probes = [face('ada', 30, 10), face('ada', 5, 90), face('bob', 120, 20), face('bob', 60, 30)]
const strangers = [face('x', 90), face('y', 235)]

describe('judgeOpenSet', () => {
  const result = judgeOpenSet(gallery, probes, strangers, createRandom(3).next, 200)

  test("the best of a person's templates counts", () => {
    const best = searchBest(gallery, face('ada', 30).vector)
    expect(best.person).toBe('ada')
    expect(best.similarity).toBeCloseTo(Math.cos((10 * Math.PI) / 180), 6)
  })

  test('rank 1 by hand: bob at 60 degrees is nearer to ada at 20', () => {
    expect(result.rank1).toBe(0.75)
  })

  test('FNIR at FPIR by hand', () => {
    // The strangers come as near as 55 degrees (y to bob); x is 70 from ada. No stranger may be named at 1 %.
    expect(result.thresholdAtFpir['0.01']).toBeCloseTo(Math.cos((55 * Math.PI) / 180), 6)
    // bob at 120 lies 60 degrees from bob: not above the stranger; bob at 60 is taken for ada.
    expect(result.fnirAtFpir).toEqual({ '0.01': 0.5, '0.001': 0.5 })
  })

  test('counts people, templates, probes and strangers, and names the worst stranger', () => {
    expect(result).toMatchObject({ people: 2, templates: 3, probes: 4, strangers: 2 })
    expect(result.worstStrangers[0]).toMatchObject({ file: 'y-235', person: 'bob' })
  })

  test('misses by quality', () => {
    expect(result.byQuality.map(({ quality, missed }) => [quality[0], missed])).toEqual([
      [10, 0],
      [20, 1],
      [30, 1],
      [90, 0],
    ])
  })

  test('the report loads nothing and escapes names', () => {
    const chart = similarityChart({ label: 'known', values: [0.5] }, { label: 'strangers', values: [0.1] })
    const about = { title: '<b>', command: 'rollcall evaluate', model: 'm', madeAt: '2026-01-01T00:00:00Z', skipped: 2 }
    const html = openSetReport(about, result, chart)
    expect(html).toContain('&lt;b&gt;')
    expect(html).toContain('75.00 %')
    expect(html).toContain('2 left out')
    expect(html).not.toMatch(/<script|<link|src=|url\(|NaN/)
    expect(html.match(/<svg/g)).toHaveLength(2)
  })

  test('says when a set is empty', () => {
    expect(() => judgeOpenSet(gallery, probes, [], createRandom(1).next)).toThrow(
      expect.objectContaining({ code: 'too-little-data' }),
    )
  })
})
