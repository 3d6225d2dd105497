import { dateOf, dayNumber } from '../attendance/date.ts'
import type { PersonId } from '../contract/entities.ts'
import type { Context } from './context.ts'
import { finishErasure } from './erasure.ts'
import { officeDay } from './office-day.ts'
import type { Part } from './part.ts'

const lookEveryMs = 60_000

/**
 * Erases the templates and photos of people who have left, as soon after their last day as the settings say, if the
 * clock can be trusted. Looks every minute, because the last day may be over at any time of the day.
 */
export function startErasingLeavers(context: Context): Part {
  let working: Promise<unknown> = Promise.resolve()

  function look(): void {
    working = eraseLeavers(context).catch((error: unknown) =>
      context.logger.warn('task-failed', { task: 'erase-leavers', error }),
    )
  }

  look()
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  return {
    on: { 'settings.changed': look, 'people.changed': look },
    async close() {
      clearInterval(timer)
      await working
    },
  }
}

async function eraseLeavers(context: Context): Promise<void> {
  const { store, roster, settings, gallery, publish, mayEraseByAge, self } = context
  const { leaverDays } = settings()
  if (leaverDays === null || !mayEraseByAge()) return
  const last = dateOf(dayNumber(officeDay(context)) - leaverDays)
  const due = store.people
    .listLeftWithTemplates(last)
    // With no days in between, a night shift of the last day may still be going on.
    .filter((id) => roster.standingOf(id).kind === 'left')
  if (due.length === 0) return
  const photos = store.transaction(() => due.flatMap(eraseTemplates))
  store.importFiles.remove(photos)
  gallery.refresh()
  publish('people.changed', { personId: null })
  await finishErasure(context)

  /** @returns the photos of imports that are no longer needed */
  function eraseTemplates(person: PersonId): number[] {
    for (const { id } of store.templates.listOfPerson(person)) {
      store.templates.erase(id)
      const details = { person, reason: 'left' }
      store.audit.append({ ...self, action: 'template.erase', subject: `template ${id}`, details })
    }
    return store.imports.forgetPerson(person)
  }
}
