import type { ModelId, PersonId, TemplateId } from '../contract/entities.ts'
import type { Context } from './context.ts'

/** Knows the people whom a model does not recognise, because no photo of them was kept that it could read. */
export interface MissingPhotos {
  /** Notes a photo that no model can read, until the next start. */
  noteUnreadable(id: TemplateId): void
  isUnreadable(id: TemplateId): boolean
  countUnreadable(): number
  /** People who are found by one model, and of whom another has nothing to read. */
  list(model: ModelId, foundBy: ModelId): PersonId[]
  /** Whether somebody is enrolled, and the model in use or the one beside it needs a new photo of them. */
  isNeededOf(personId: PersonId): boolean
}

export function createMissingPhotos({ store, model: inUse }: Pick<Context, 'store' | 'model'>): MissingPhotos {
  const { templates } = store
  const unreadable = new Set<TemplateId>()

  /** Whether none of somebody's templates has an embedding by a model, or a photo that it could be made from. */
  const hasNothingFor = (model: ModelId, personId: PersonId) =>
    templates
      .listOfPerson(personId)
      .every(({ id, hasPhoto }) => (!hasPhoto || unreadable.has(id)) && templates.readEmbedding(id, model) === null)

  function ownerOf(id: TemplateId): PersonId | null {
    try {
      return templates.get(id).personId
    } catch {
      return null
    }
  }

  return {
    noteUnreadable: (id) => void unreadable.add(id),
    isUnreadable: (id) => unreadable.has(id),
    countUnreadable: () => unreadable.size,
    list(model, foundBy) {
      const owners = new Set([...unreadable].flatMap((id) => ownerOf(id) ?? []))
      const unread = [...owners].filter((personId) => hasNothingFor(model, personId))
      return [...new Set([...templates.listPeopleWithout(model, foundBy), ...unread])]
    },
    isNeededOf(personId) {
      if (templates.listOfPerson(personId).length === 0) return false
      const beside = store.documents.get('model-change').value
      return hasNothingFor(inUse, personId) || (beside !== null && hasNothingFor(beside.model as ModelId, personId))
    },
  }
}
