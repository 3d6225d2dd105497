import type { TemplateId } from '../contract/entities.ts'

/** More than a door shows in a day. */
const maxRemembered = 1000

/** The photos that doors were told of: no others are handed to them. */
export interface ShownPortraits {
  note(template: TemplateId): void
  has(template: TemplateId): boolean
}

export function createShownPortraits(): ShownPortraits {
  const shown = new Set<TemplateId>()
  return {
    note(template) {
      shown.delete(template)
      shown.add(template)
      const oldest = shown.values().next()
      if (shown.size > maxRemembered && !oldest.done) shown.delete(oldest.value)
    },
    has: (template) => shown.has(template),
  }
}
