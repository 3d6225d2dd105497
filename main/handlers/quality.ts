import type { TemplateId } from '../contract/entities.ts'
import type { QualityEvidence } from '../contract/quality-gates.ts'
import type { Context, Handlers } from './context.ts'

/** So many recognitions are looked back at. */
const recognitions = 1000
/** Photos are shown from all over the scale, at most one for so many points of quality. */
const step = 4

export function qualityHandlers({ store, model }: Context): Handlers<'quality.evidence'> {
  return {
    'quality.evidence'(): QualityEvidence {
      const templates = store.templates.qualities(model)
      const examples = new Map<number, { templateId: TemplateId; quality: number }>()
      for (const template of templates) {
        const band = Math.floor(template.quality / step)
        if (template.hasPhoto && !examples.has(band)) examples.set(band, template)
      }
      return {
        enrolled: counted(templates.map(({ quality }) => quality)),
        recognised: counted(store.events.recentQualities(recognitions)),
        examples: [...examples.values()]
          .toSorted((a, b) => a.quality - b.quality)
          .map(({ templateId, quality }) => {
            const { id, name } = store.people.get(store.templates.get(templateId).personId)
            return { template: templateId, person: { id, name }, quality }
          }),
      }
    },
  }
}

function counted(qualities: readonly number[]): number[] {
  const counts = new Array<number>(101).fill(0)
  for (const quality of qualities) {
    const place = Math.min(100, Math.max(0, Math.floor(quality)))
    counts[place] = counts[place]! + 1
  }
  return counts
}
