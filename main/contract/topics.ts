import { z } from 'zod'
import { PersonId } from './entities.ts'
import { AttendanceEvent } from './events.ts'
import { ImportProgress } from './imports.ts'
import { LearningPoint } from './learned-metrics.ts'
import { Notice } from './notices.ts'
import { Settings } from './settings.ts'

/** Progress of long work, under the name that the caller gave it. */
export const Progress = z.object({ task: z.string(), done: z.number(), total: z.number(), note: z.string().nullable() })
export type Progress = z.infer<typeof Progress>

const changed = z.object({})

/** What the engine announces. Announcements say that state changed; calls read and change it. */
export const topics = {
  'event.recorded': AttendanceEvent,
  'people.changed': z.object({ personId: PersonId.nullable() }),
  /** The import went on, or its queue changed. */
  'imports.changed': ImportProgress,
  'settings.changed': Settings,
  /** A backup was made, failed, or was replaced by newer ones. */
  'backups.changed': z.object({}),
  /** Attendance rules. */
  'rules.changed': changed,
  /** Requests for corrections. */
  'requests.changed': changed,
  /** Namings that were denied at a kiosk. */
  'disputes.changed': changed,
  'kiosks.changed': changed,
  'guests.changed': changed,
  /** Looks at faces that wait for a decision. */
  'looks.changed': changed,
  /** Months of hours that people confirmed. */
  'confirmations.changed': changed,
  /** PINs and their locks. */
  'pins.changed': changed,
  /** Webhooks and their deliveries. */
  'webhooks.changed': changed,
  /** Tokens of the local API, and its address. */
  'tokens.changed': changed,
  /** Accounts, and whether there are any. */
  'accounts.changed': changed,
  /** Saved filters of the log. */
  'filters.changed': changed,
  /** Another metric is in use, or one was trained. */
  'metric.changed': z.object({ current: z.number().int().nullable() }),
  /** Progress of a training. */
  'metric.learning': z.object({ task: z.string(), curve: z.array(LearningPoint).readonly() }),
  /** The change of the model began, went on or ended. */
  'modelChange.changed': changed,
  /** How this station stands with its office, and what waits to be handed over. */
  'office.changed': changed,
  /** A pack of models was installed, tried, chosen or removed, or one of these has begun. */
  'models.changed': changed,
  notice: Notice,
  progress: Progress,
}

export type Topics = typeof topics

export type TopicName = keyof Topics

export type Message<T extends TopicName> = z.output<Topics[T]>

/** What an office sets up and works through, besides people and entries. */
export const officeTopics = [
  'rules.changed',
  'requests.changed',
  'disputes.changed',
  'kiosks.changed',
  'guests.changed',
  'confirmations.changed',
  'looks.changed',
  'pins.changed',
  'webhooks.changed',
  'tokens.changed',
  'accounts.changed',
  'filters.changed',
  'office.changed',
] as const satisfies readonly TopicName[]

/** Publishes an announcement to everybody who subscribed to its topic. */
export type Publish = <T extends TopicName>(topic: T, message: Message<T>) => void
