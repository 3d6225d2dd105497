import type { Logit } from './angular.ts'
import { sineOf } from './angular.ts'

/**
 * psi(u) = (-1)^k cos u - 2k for u in [k pi, (k + 1) pi]: cos u, turned over piece by piece so that it falls all the
 * way (SphereFace, arXiv 1704.08063, eq. 6). Here u = factor x theta + offset; the slope is by cos theta. Both are
 * continuous where the pieces meet.
 */
export function psi(cosine: number, factor: number, offset: number): Logit {
  const sine = sineOf(cosine)
  const u = factor * Math.atan2(sine, cosine) + offset
  const k = Math.floor(u / Math.PI)
  const sign = k % 2 === 0 ? 1 : -1
  return { value: sign * Math.cos(u) - 2 * k, slope: (sign * factor * Math.sin(u)) / sine }
}
