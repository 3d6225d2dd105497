import type { AuditFamily } from '../contract/audit.ts'
import type { Via } from '../contract/caller.ts'
import type { Alternative, ConsentKind } from '../contract/consent.ts'
import type { AttendanceEvent, Direction, EventMethod } from '../contract/events.ts'
import type { ImportPhotoState } from '../contract/imports.ts'
import type { TemplateSource } from '../contract/people.ts'
import type { CorrectionRequest } from '../contract/timesheets.ts'
import type { Row } from './person-data.ts'

type Words<K extends string> = Readonly<Record<K, string>>

/** The parts of the page, in their order. */
export type Part =
  | 'person'
  | 'groups'
  | 'consents'
  | 'photos'
  | 'looks'
  | 'pin'
  | 'entries'
  | 'requests'
  | 'disputes'
  | 'runnerUp'
  | 'guests'
  | 'leaves'
  | 'assignments'
  | 'months'
  | 'confirmations'
  | 'merges'
  | 'imports'
  | 'webhooks'
  | 'audit'

/** What stands above the columns of the page, and beside its values. */
export type Label =
  | 'name'
  | 'number'
  | 'groups'
  | 'joined'
  | 'left'
  | 'added'
  | 'from'
  | 'to'
  | 'time'
  | 'statement'
  | 'guardian'
  | 'witness'
  | 'place'
  | 'paper'
  | 'alternative'
  | 'signature'
  | 'text'
  | 'source'
  | 'quality'
  | 'model'
  | 'since'
  | 'failures'
  | 'entry'
  | 'method'
  | 'kiosk'
  | 'similarity'
  | 'actor'
  | 'reason'
  | 'state'
  | 'company'
  | 'schedule'
  | 'policy'
  | 'month'
  | 'worked'
  | 'worked'
  | 'file'
  | 'host'
  | 'sent'
  | 'way'
  | 'action'

/** The words of the page that a person reads about themselves. */
export interface RightsWords {
  readonly title: (name: string) => string
  readonly made: (time: string) => string
  /** What this is, and what else is in the archive. */
  readonly intro: readonly string[]
  readonly none: string
  readonly parts: Words<Part>
  /** What has to be said of a part. */
  readonly notes: Partial<Words<Part>>
  readonly labels: Words<Label>
  readonly directions: Words<Direction>
  readonly methods: Words<EventMethod>
  readonly corrections: Words<NonNullable<AttendanceEvent['action']>>
  readonly statements: Words<ConsentKind>
  readonly alternatives: Words<Alternative>
  readonly sources: Words<TemplateSource>
  readonly requestStates: Words<CorrectionRequest['state']['kind']>
  readonly verdicts: Words<Row<'disputes'>['verdict']>
  readonly importStates: Words<ImportPhotoState>
  readonly vias: Words<Via>
  readonly families: Words<AuditFamily>
}
