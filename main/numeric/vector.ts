/**
 * Scalar product of two vectors of one length; their cosine where both are unit embeddings. Two sums side by side,
 * since the processor need not wait for one addition before it starts the next.
 */
export function dot(a: Float32Array, b: Float32Array): number {
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < a.length; i += 2) {
    even += a[i]! * b[i]!
    odd += a[i + 1]! * b[i + 1]!
  }
  return a.length % 2 === 0 ? even + odd : even + odd + a[a.length - 1]! * b[a.length - 1]!
}

/** Length of a vector; `Math.hypot` of hundreds of numbers takes many times as long. */
export function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector))
}

/** Cosine of two vectors of any length but 0; NaN when one has more numbers than the other. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return a.length === b.length ? dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) : Number.NaN
}
