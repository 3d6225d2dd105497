import { expect, test } from 'vitest'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { findSinglePhotos } from '../../main/services/single-photos.ts'

const owned = (templateId: number, personId: number) => ({
  templateId: templateId as TemplateId,
  personId: personId as PersonId,
})

test('who has one photo only is found, the poorest photo first; one that nobody owns any more is left out', () => {
  const owners = [owned(1, 10), owned(2, 11), owned(3, 11), owned(4, 12)]
  const qualities = [
    { templateId: 1 as TemplateId, quality: 80 },
    { templateId: 2 as TemplateId, quality: 20 },
    { templateId: 3 as TemplateId, quality: 30 },
    { templateId: 4 as TemplateId, quality: 45 },
    { templateId: 9 as TemplateId, quality: 5 },
  ]
  expect(findSinglePhotos(owners, qualities)).toEqual([
    { personId: 12, templateId: 4, quality: 45 },
    { personId: 10, templateId: 1, quality: 80 },
  ])
})
