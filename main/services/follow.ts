import type { EventId } from '../contract/entities.ts'
import { errorBody } from '../contract/errors.ts'
import type { ImportProgress } from '../contract/imports.ts'
import { officeTopics } from '../contract/topics.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'
import { throttle } from './throttle.ts'

/** Milliseconds between two looks; a look that finds nothing takes microseconds. */
const lookEvery = 1_000
/** Of more new entries than this at once, only the newest are announced one by one. */
const maxEntries = 100

/**
 * Announces what a command beside the window changed, so that open screens read it again. It doesn't know what exactly
 * the other process wrote, so it announces everything but entries and settings, which it can compare. Nothing that is
 * searched or decided waits for this: gallery, rules and kiosks look at the database by themselves.
 */
export function followDatabase(
  context: Context,
  importProgress: () => ImportProgress | null,
  sendWhatIsDue: () => void,
): Part {
  const { store, gallery, settings, publish, logger } = context
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
      // Nobody asked: whoever does is told why the database cannot be read.
      logger.warn('task-failed', { task: 'follow-database', error })
    }
  })

  let told = false
  /** Says once that nothing is recorded any more, and again after it was mended. */
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
      // The same.
      logger.warn('task-failed', { task: 'follow-database', error })
    }
  }

  const timer = setInterval(look, lookEvery)
  timer.unref()
  return {
    // What this process announces itself need not be announced again.
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
