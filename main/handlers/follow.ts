import type { EventId } from '../contract/entities.ts'
import type { ImportProgress } from '../contract/imports.ts'
import { type Message, type TopicName, topics } from '../contract/topics.ts'
import type { Context } from './context.ts'
import { paced } from './paced.ts'

/** Watches for changes that other processes make to the database. */
export interface Follower {
  /** To be told of every announcement of this process, which need not be made again. */
  announced<T extends TopicName>(topic: T, message: Message<T>): void
  close(): void
}

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
): Follower {
  const { store, gallery, settings, publish } = context
  let version = store.dataVersion()
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

  const announce = paced(lookEvery, () => {
    try {
      gallery.refresh()
      if (JSON.stringify(settings()) !== known) publish('settings.changed', settings())
      if (gallery.metric() !== metric) publish('metric.changed', { current: gallery.metric() })
      publish('people.changed', { personId: null })
      for (const what of topics['attendance.changed'].shape.what.options) publish('attendance.changed', { what })
      const progress = importProgress()
      if (progress !== null) publish('imports.changed', progress)
      announceEntries()
      sendWhatIsDue()
    } catch {
      // Nobody asked: whoever does is told why the database cannot be read.
    }
  })

  function look(): void {
    try {
      const found = store.dataVersion()
      if (found === version) return
      version = found
      announce.soon()
    } catch {
      // The same.
    }
  }

  const timer = setInterval(look, lookEvery)
  timer.unref()
  return {
    announced(topic, message) {
      if (topic === 'settings.changed') known = JSON.stringify(message)
      if (topic === 'metric.changed') metric = (message as Message<'metric.changed'>).current
      if (topic === 'event.recorded') {
        const { id } = message as Message<'event.recorded'>
        if (id === newest + 1) newest = id
        else if (id > newest) ahead.add(id)
      }
    },
    close() {
      clearInterval(timer)
      announce.close()
    },
  }
}
