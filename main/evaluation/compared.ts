import type { ModelId } from '../contract/entities.ts'
import { balanceFor } from '../matching/balance.ts'

/** Balances photos' embeddings as the app does before it compares them, so that what is judged is what is used. */
export function toCompared<P extends { readonly vector: Float32Array }>(
  photos: ReadonlyMap<string, P>,
  model: string,
): ReadonlyMap<string, P> {
  const balance = balanceFor(model as ModelId)
  if (balance === null) return photos
  return new Map([...photos].map(([file, photo]) => [file, { ...photo, vector: balance(photo.vector) }]))
}
