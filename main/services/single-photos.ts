import type { PersonId, TemplateId } from '../contract/entities.ts'

/** Somebody whom one photo alone has to recognise. */
export interface SinglePhoto {
  readonly personId: PersonId
  readonly templateId: TemplateId
  /** 0..100 */
  readonly quality: number
}

/**
 * Finds who has one photo only, the poorest photo first: a second one takes away a third of the misses, most where the
 * first is poor (docs/accuracy.md).
 */
export function findSinglePhotos(
  owners: readonly { readonly templateId: TemplateId; readonly personId: PersonId }[],
  qualities: readonly { readonly templateId: TemplateId; readonly quality: number }[],
): SinglePhoto[] {
  const photos = Map.groupBy(owners, ({ personId }) => personId)
  const ownerOf = new Map(owners.map(({ templateId, personId }) => [templateId, personId]))
  return qualities
    .flatMap(({ templateId, quality }) => {
      const personId = ownerOf.get(templateId)
      return personId !== undefined && photos.get(personId)!.length === 1 ? [{ personId, templateId, quality }] : []
    })
    .sort((a, b) => a.quality - b.quality)
}
