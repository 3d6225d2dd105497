import type { TemplateId } from '../contract/entities.ts'
import type { QualityEvidence } from '../contract/quality.ts'
import type { Context } from '../services/context.ts'
import type { Module } from './module.ts'

/** How many recognitions the figures cover. */
const recognitions = 1000
/** Points of quality between two example photos, so that examples come from the whole scale. */
const step = 4

/** Handles picture quality: how good enrolled and recognised pictures are. */
export function qualityModule({ store, model }: Context): Module<'quality'> {
  return {
    handlers: {
      'quality.evidence'(): QualityEvidence {
        const templates = store.templates.listQualities(model)
        const examples = new Map<number, { templateId: TemplateId; quality: number }>()
        for (const template of templates) {
          const band = Math.floor(template.quality / step)
          if (template.hasPhoto && !examples.has(band)) examples.set(band, template)
        }
        return {
          enrolled: countByBin(templates.map(({ quality }) => quality)),
          recognised: countByBin(store.events.listRecentQualities(recognitions)),
          examples: [...examples.values()]
            .toSorted((a, b) => a.quality - b.quality)
            .map(({ templateId, quality }) => {
              const { id, name } = store.people.get(store.templates.get(templateId).personId)
              return { template: templateId, person: { id, name }, quality }
            }),
        }
      },
    },
  }
}

function countByBin(qualities: readonly number[]): number[] {
  const counts = new Array<number>(101).fill(0)
  for (const quality of qualities) {
    const place = Math.min(100, Math.max(0, Math.floor(quality)))
    counts[place] = counts[place]! + 1
  }
  return counts
}
