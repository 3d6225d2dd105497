import type { Refusal } from '../contract/enrol.ts'
import type { ModelId, PersonId } from '../contract/entities.ts'
import type { WaitingLook } from '../store/looks.ts'
import type { Embedding } from '../vision/vision.ts'
import type { Context } from './context.ts'
import type { Enroller } from './enroller.ts'

/**
 * Compares a look that the office would accept with what is on file, by whichever model has something of its person.
 * Gives what it is stored as: its embedding by the model in use, which may not be the one that saw it.
 * @throws AppError where a model that must read it is missing
 */
export type LookCheck = (
  look: WaitingLook,
) => Promise<
  { readonly kind: 'fit'; readonly embedding: Embedding } | { readonly kind: 'refused'; readonly refusal: Refusal }
>

export function createLookCheck(
  { store, model: inUse }: Pick<Context, 'store' | 'model'>,
  enroller: Pick<Enroller, 'lookAlikes' | 'unlike'>,
  embedPhoto: (model: ModelId, photo: Uint8Array) => Promise<Float32Array>,
): LookCheck {
  /** The model that saw the look goes first. */
  function findComparable({ personId, model }: WaitingLook): ModelId | null {
    const beside = store.documents.get('model-change').value
    const models = [model, inUse, ...(beside === null ? [] : [beside.model as ModelId])]
    return models.find((each) => hasEmbedding(personId, each)) ?? null
  }

  const hasEmbedding = (personId: PersonId, model: ModelId) =>
    store.templates.listOfPerson(personId).some(({ id }) => store.templates.readEmbedding(id, model) !== null)

  return async (look) => {
    const { personId, purpose } = look
    const read = async (model: ModelId): Promise<Embedding> => ({
      model,
      vector: model === look.model ? look.vector : await embedPhoto(model, look.photo),
    })
    const embedding = await read(inUse)
    const comparable = findComparable(look)
    const candidates = enroller.lookAlikes({ embedding }, personId)
    // Where no model here has anything to compare with, a look for other models is the office's to judge.
    const isAlone = store.templates.listOfPerson(personId).length === 0
    if (isAlone || candidates.length > 0 || (comparable === null && purpose === 'second')) {
      const message = 'This photo cannot be compared safely with those on file. Enrol a new photo instead.'
      const refusal: Refusal = { code: 'looks-like-somebody-else', message, quality: null, candidates }
      return { kind: 'refused', refusal }
    }
    const own = comparable === null ? null : await read(comparable)
    const refusal = own === null ? null : enroller.unlike({ embedding: own, quality: null }, personId)
    return refusal === null ? { kind: 'fit', embedding } : { kind: 'refused', refusal }
  }
}
