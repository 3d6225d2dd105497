import type { LocalDate, Membership } from '../contract/attendance-rules.ts'
import type { Employment } from '../contract/employment.ts'
import type { EventId, Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { AttendanceEvent, Direction } from '../contract/events.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import { readEmployments } from './employments.ts'
import {
  decidesAboutTime,
  type EventRow,
  eventColumns,
  eventSource,
  leaveOut,
  readEvents,
  zoneOf,
} from './event-row.ts'
import { readMemberships } from './groups.ts'
import { newestEntryId } from './log-gaps.ts'

/** The fields of an event that timesheets need; reading whole events takes ten times as long. */
export type SlimEvent = Pick<
  AttendanceEvent,
  'id' | 'kind' | 'direction' | 'at' | 'zone' | 'kiosk' | 'clockMoved' | 'corrects' | 'action'
>

export interface Worker {
  readonly id: PersonId
  readonly name: string
  readonly employeeNumber: string | null
  /** Oldest first; the last ones hold today. */
  readonly groups: readonly Membership[]
  readonly employments: readonly Employment[]
}

/** The computed days of one month; valid up to the day `through` (days since 1970-01-01). */
export interface CachedMonth {
  readonly through: number
  readonly figures: Int16Array
}

/** Reads events for timesheets. An event always comes with its corrections and with what it corrects. */
export interface AttendanceStore {
  /** Everybody, or the members of a group, in order of name. @param on the day of the membership; null for today */
  listWorkers(group: string | null, on?: LocalDate | null): Worker[]
  /** @throws AppError `person-not-found` */
  findWorker(id: PersonId): Worker
  /** Whether somebody has events in this time. */
  hasEvents(personId: PersonId, from: Instant, to: Instant): boolean
  /** People with events in this time who have been erased since. */
  listErased(from: Instant, to: Instant): PersonId[]
  /**
   * A person's events from `from` until before `to`, oldest first; events from outside that corrections refer to may
   * stand anywhere.
   */
  listSlim(personId: PersonId, from: Instant, to: Instant): SlimEvent[]
  /** The same for everybody, by person. */
  listSlimOfAll(from: Instant, to: Instant): Map<PersonId, SlimEvent[]>
  /** The same as `listSlim`, with all fields. */
  listWhole(personId: PersonId, from: Instant, to: Instant): AttendanceEvent[]
  /** An event with its corrections and with what it corrects, oldest first. @throws AppError `event-not-found` */
  findChain(id: EventId): AttendanceEvent[]
  /** A text that changes whenever entries are added, move to another person, or are erased. */
  readRevision(): string
  /** The cached days of a month (12 x year + month - 1), by person. */
  readMonths(month: number): Map<PersonId, CachedMonth>
  keepMonths(month: number, rows: readonly (CachedMonth & { readonly personId: PersonId })[]): void
  /**
   * Tells what the cached days are computed from. When that differs from before, all of them are dropped; those of the
   * people in `changed` are dropped always.
   * @param slackDays how many days before its own day an event may change
   */
  rebase(basis: string, slackDays: number, changed?: readonly PersonId[]): void
}

interface SlimRow {
  id: number
  kind: AttendanceEvent['kind']
  person_id: number
  direction: Direction
  at: number
  zone: string
  kiosk: string
  clock_moved: number
  corrects: number | null
  action: AttendanceEvent['action']
}

interface WorkerRow {
  id: number
  name: string
  employee_number: string | null
  employments: string | null
  groups: string
}

const workerColumns = `id, name, employee_number, employments, (
  select json_group_array(json_object('from', nullif(from_date, ''), 'groups', json(iif(json_valid(groups), groups, '[]'))))
  from (select from_date, groups from group_memberships where person_id = people.id order by from_date)) as groups`
/** A date later than any other. */
const always = '9999-12-31'
const slimColumns = 'id, kind, person_id, direction, at, zone, kiosk, clock_moved, corrects, action'
/** SQL for all events of the correction chains that touch the time. */
const chainQuery = (where: string) =>
  `select whole.event_id from event_chains part join event_chains whole on whole.root_id = part.root_id where ${where}`

export function openAttendance(database: Database, damages: Damages): AttendanceStore {
  const everybody = database.prepare<WorkerRow>(`select ${workerColumns} from people order by sort_name, id`)
  const grouped = database.prepare<WorkerRow>(`
    select ${workerColumns} from people where exists (select 1 from json_each((
      select iif(json_valid(groups), groups, '[]') from group_memberships
      where person_id = people.id and from_date <= @on
      order by from_date desc limit 1)) where value = @group)
    order by sort_name, id`)
  const byId = database.prepare<WorkerRow>(`select ${workerColumns} from people where id = @id`)
  const mine = 'person_id = @personId and at >= @from and at < @to'
  const anybodys = 'at >= @from and at < @to'
  const anyOf = database.prepare(`select 1 from events where ${mine} limit 1`)
  const erased = database.prepare<{ id: number }>(`
    select distinct person_id as id from events
    where ${anybodys} and not exists (select 1 from people where people.id = events.person_id)`)
  const slimOf = database.prepare<SlimRow>(`
    select ${slimColumns} from events where ${mine}
    union select ${slimColumns} from events where id in (${chainQuery(
      'part.person_id = @personId and part.at >= @from and part.at < @to',
    )}) order by at, id`)
  const slimInTime = database.prepare<SlimRow>(`select ${slimColumns} from events where ${anybodys} order by at, id`)
  const slimOutside = database.prepare<SlimRow>(`
    select ${slimColumns} from events
    where id in (${chainQuery('part.at >= @from and part.at < @to')}) and not (${anybodys})`)
  const wholeOf = database.prepare<EventRow>(`
    select ${eventColumns} from ${eventSource}
    where events.id in (
      select id from events where ${mine}
      union ${chainQuery('part.person_id = @personId and part.at >= @from and part.at < @to')}
    ) order by at, events.id`)
  const chainOf = database.prepare<EventRow>(`
    select ${eventColumns} from ${eventSource}
    where events.id = @id or events.id in (${chainQuery('part.event_id = @id')}) order by events.id`)
  const months = database.prepare<{ person_id: number; through: number; figures: Uint8Array }>(
    'select person_id, through, figures from timesheet_months where month = @month',
  )
  const keep = database.prepare(`
    insert into timesheet_months (person_id, month, through, figures) values (@personId, @month, @through, @figures)
    on conflict (month, person_id) do update set through = excluded.through, figures = excluded.figures`)
  const basisOf = database.prepare<{ basis: string }>('select basis from timesheet_basis')
  const putBasis = database.prepare('update timesheet_basis set basis = @basis, slack_days = @slackDays')
  const dropAll = database.prepare('delete from timesheet_months')
  const drop = database.prepare('delete from timesheet_months where person_id = @personId')

  const workerOf = (row: WorkerRow): Worker => ({
    id: row.id as PersonId,
    name: row.name,
    employeeNumber: row.employee_number,
    groups: readMemberships(row, damages),
    employments: readEmployments(row, damages),
  })

  const isReadable = (row: SlimRow) => decidesAboutTime(row) || leaveOut(row, damages)
  const readSlim = (rows: readonly SlimRow[]) => rows.filter(isReadable).map((row) => slimEventOf(row, damages))

  return {
    listWorkers: (group, on = null) =>
      (group === null ? everybody.all() : grouped.all({ group, on: on ?? always })).map(workerOf),
    findWorker(id) {
      const row = byId.get({ id })
      if (row) return workerOf(row)
      throw new AppError(
        'person-not-found',
        'Nobody is enrolled under this id: the person may have been erased meanwhile.',
        {
          details: { id },
        },
      )
    },
    hasEvents: (personId, from, to) => anyOf.get({ personId, from, to }) !== undefined,
    listErased: (from, to) => erased.all({ from, to }).map(({ id }) => id as PersonId),
    listSlim: (personId, from, to) => readSlim(slimOf.all({ personId, from, to })),
    listSlimOfAll: (from, to) =>
      database.snapshot(() => {
        const rows = [...slimInTime.all({ from, to }), ...slimOutside.all({ from, to })]
        const byPerson = new Map<PersonId, SlimEvent[]>()
        for (const row of rows) {
          if (!isReadable(row)) continue
          const events = byPerson.get(row.person_id as PersonId)
          if (events) events.push(slimEventOf(row, damages))
          else byPerson.set(row.person_id as PersonId, [slimEventOf(row, damages)])
        }
        return byPerson
      }),
    listWhole: (personId, from, to) => readEvents(wholeOf.all({ personId, from, to }), damages),
    findChain(id) {
      const events = readEvents(chainOf.all({ id }), damages)
      if (events.length > 0) return events
      throw new AppError('event-not-found', 'There is no such entry in the log.', { details: { id } })
    },
    readRevision() {
      const { newest, moves } = database
        .prepare<{ newest: number; moves: number }>(`select ${newestEntryId} as newest, moves from timesheet_basis`)
        .get()!
      return `${newest} ${moves}`
    },
    readMonths: (month) =>
      new Map(
        months.all({ month }).map(({ person_id: id, through, figures }) => [
          id as PersonId,
          // An Int16Array needs an even offset, which only a copy guarantees.
          { through, figures: new Int16Array(new Uint8Array(blob(figures)).buffer) },
        ]),
      ),
    keepMonths: (month, rows) =>
      database.transaction(() => {
        for (const { personId, through, figures } of rows) {
          const bytes = new Uint8Array(figures.buffer, figures.byteOffset, figures.byteLength)
          keep.run({ personId, month, through, figures: bytes })
        }
      }),
    rebase: (basis, slackDays, changed = []) =>
      database.transaction(() => {
        if (basisOf.get()!.basis !== basis) {
          dropAll.run()
          putBasis.run({ basis, slackDays })
        }
        for (const personId of changed) drop.run({ personId })
      }),
  }
}

function slimEventOf(row: SlimRow, damages: Damages): SlimEvent {
  return {
    id: row.id as EventId,
    kind: row.kind,
    direction: row.direction,
    at: row.at as Instant,
    zone: zoneOf(row, damages),
    kiosk: row.kiosk,
    clockMoved: row.clock_moved === 1,
    corrects: row.corrects as EventId | null,
    action: row.action,
  }
}
