import { z } from 'zod'
import { AttendanceEvent, PersonId } from './entities.ts'
import { ImportProgress } from './imports.ts'
import { LearningPoint } from './metric.ts'
import { Settings } from './settings.ts'

/** Something the user should know now, for example that the engine came back after a crash. */
export const Notice = z.object({
  level: z.enum(['info', 'warning', 'error']),
  /** Stable; the words are in the renderer's catalogue. */
  code: z.enum([
    'engine-restarted',
    'kiosk-blind',
    'provider-fell-back',
    'index-rebuilt',
    'template-damaged',
    'clock-moved',
    'zone-differs',
    'disk-nearly-full',
    'threshold-drift',
    'threshold-recomputed',
    'demo-failed',
  ]),
  /** English, for logs and for codes that a catalogue does not know. */
  message: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
})
export type Notice = z.infer<typeof Notice>

/** Progress of long work, by the name the caller gave it. */
export const Progress = z.object({ task: z.string(), done: z.number(), total: z.number(), note: z.string().nullable() })
export type Progress = z.infer<typeof Progress>

/** What the engine announces. Announcements tell that state changed; calls read and change it. */
export const topics = {
  'event.recorded': AttendanceEvent,
  'people.changed': z.object({ personId: PersonId.nullable() }),
  /** The import went on, or its queue changed. */
  'imports.changed': ImportProgress,
  'settings.changed': Settings,
  /** Rules, requests, kiosks, guests, PINs, webhooks, tokens or saved filters changed; entries have their own topic. */
  'attendance.changed': z.object({
    what: z.enum(['rules', 'requests', 'disputes', 'kiosks', 'guests', 'pins', 'webhooks', 'tokens', 'filters']),
  }),
  /** Another metric is in use, or one was trained. */
  'metric.changed': z.object({ current: z.number().int().nullable() }),
  /** How far training is, while it goes on. */
  'metric.learning': z.object({ task: z.string(), curve: z.array(LearningPoint).readonly() }),
  notice: Notice,
  progress: Progress,
}

export type Topics = typeof topics
export type TopicName = keyof Topics
export type Message<T extends TopicName> = z.output<Topics[T]>
