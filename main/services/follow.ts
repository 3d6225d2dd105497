import type { EventId } from '../contract/entities.ts'
import { errorBody } from '../contract/errors.ts'
import type { ImportProgress } from '../contract/imports.ts'
import { officeTopics } from '../contract/topics.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'
import { throttle } from './throttle.ts'

/** Milliseconds between two checks; one that finds nothing takes microseconds. */
const lookEvery = 1_000
/** When more entries are new at once, only the newest are announced one by one. */
const maxEntries = 100

/**
 * Announces what another process, such as a command, changed in the database, so that open screens read it again. What
 * exactly was changed is unknown, so everything is announced except entries and settings, which can be compared.
 * Gallery, rules and kiosks check the database themselves and do not depend on this.
 */
export function followDatabase(
  context: Context,
  importProgress: () => ImportProgress | null,
  sendWhatIsDue: () => void,
): Part {
  const { store, gallery, settings, publish, logger, reopen, areModelsCurrent } = context
  let version = store.readDataVersion()
  let known = JSON.stringify(settings())
  let metric = gallery.metric()
  let newest = store.events.count()
  const ahead = new Set<EventId>()

  function announceEntries(): void {
    const last = store.events.count()
    for (let id = Math.max(newest, last - maxEntries) + 1; id <= last; id++) {
      if (!ahead.has(id as EventId)) publish('event.recorded', store.events.get(id as EventId))
    }
    newest = last
    ahead.clear()
  }

  const announce = throttle(lookEvery, () => {
    try {
      // Everything else is of the models that the app was opened with.
      if (!areModelsCurrent() && reopen !== null) return void reopen().catch(noteFailure)
      gallery.refresh()
      if (JSON.stringify(settings()) !== known) publish('settings.changed', settings())
      if (gallery.metric() !== metric) publish('metric.changed', { current: gallery.metric() })
      publish('people.changed', { personId: null })
      for (const topic of officeTopics) publish(topic, {})
      const progress = importProgress()
      if (progress !== null) publish('imports.changed', progress)
      announceEntries()
      sendWhatIsDue()
    } catch (error) {
      noteFailure(error)
    }
  })

  /** Nobody is waiting; the next call says why the database cannot be read. */
  function noteFailure(error: unknown): void {
    logger.warn('task-failed', { task: 'follow-database', error })
  }

  let told = false
  /** Announces once that nothing can be recorded any more, and again after it was mended and broke anew. */
  function lookAtFile(): void {
    try {
      store.verifyFile()
      told = false
    } catch (error) {
      const { code, message, details } = errorBody(error)
      if (code !== 'database-replaced' || told) return
      told = true
      publish('notice', { level: 'error', code, message, details })
    }
  }

  function look(): void {
    lookAtFile()
    try {
      const found = store.readDataVersion()
      if (found === version) return
      version = found
      announce.soon()
    } catch (error) {
      noteFailure(error)
    }
  }

  const timer = setInterval(look, lookEvery)
  timer.unref()
  return {
    // This process announces its own changes.
    on: {
      'settings.changed': (next) => {
        known = JSON.stringify(next)
      },
      'metric.changed': ({ current }) => {
        metric = current
      },
      'event.recorded': ({ id }) => {
        if (id === newest + 1) newest = id
        else if (id > newest) ahead.add(id)
      },
    },
    close() {
      clearInterval(timer)
      announce.close()
    },
  }
}
