import type { AttendanceEvent, Direction, EventId, Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { blob, type Database } from './database.ts'
import { type EventRow, eventColumns, eventOf } from './event-row.ts'

/** What of an event decides about time; whole events are ten times as long to read. */
export type SlimEvent = Pick<
  AttendanceEvent,
  'id' | 'kind' | 'direction' | 'at' | 'zone' | 'kiosk' | 'clockMoved' | 'corrects' | 'action'
>

export interface Worker {
  readonly id: PersonId
  readonly name: string
  readonly employeeNumber: string | null
  readonly groups: readonly string[]
}

/** Days of a month, worked out before: those up to `through` (days since 1970-01-01) hold. */
export interface CachedMonth {
  readonly through: number
  readonly figures: Int16Array
}

/** Reading for timesheets. What it returns is closed: with an event come its corrections and what it corrects. */
export interface AttendanceStore {
  /** Everybody, or a group, in order of name. */
  workers(group: string | null): Worker[]
  /** @throws AppError `person-not-found` */
  worker(id: PersonId): Worker
  /** People who have events in the time and were erased since. */
  erased(from: Instant, to: Instant): PersonId[]
  /** A person's events from `from` until before `to`, oldest first but for those that corrections bring along. */
  slim(personId: PersonId, from: Instant, to: Instant): SlimEvent[]
  /** Everybody's, by person. */
  slimOfAll(from: Instant, to: Instant): Map<PersonId, SlimEvent[]>
  /** Like `slim`, whole. */
  whole(personId: PersonId, from: Instant, to: Instant): AttendanceEvent[]
  /** An event with all that corrects it and what it corrects, oldest first. @throws AppError `event-not-found` */
  chain(id: EventId): AttendanceEvent[]
  /** Another one whenever entries were added or went to another person. */
  revision(): string
  /** The cached days of a month (12 x year + month - 1), by person. */
  months(month: number): Map<PersonId, CachedMonth>
  keepMonths(month: number, rows: readonly (CachedMonth & { readonly personId: PersonId })[]): void
  /**
   * Says by what the cached days are made. Under another basis than before all are dropped; those of `changed` are in
   * any case.
   * @param slackDays how many days before its own an event may change what was worked out
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
  groups: string
}

const slimColumns = 'id, kind, person_id, direction, at, zone, kiosk, clock_moved, corrects, action'
/** Everything in the chains that reach into the time. */
const chained = (where: string) =>
  `select whole.event_id from event_chains part join event_chains whole on whole.root_id = part.root_id where ${where}`

export function openAttendance(database: Database): AttendanceStore {
  const everybody = database.prepare<WorkerRow>(
    'select id, name, employee_number, groups from people order by sort_name, id',
  )
  const grouped = database.prepare<WorkerRow>(`
    select id, name, employee_number, groups from people
    where exists (select 1 from json_each(groups) where value = @group) order by sort_name, id`)
  const byId = database.prepare<WorkerRow>('select id, name, employee_number, groups from people where id = @id')
  const mine = 'person_id = @personId and at >= @from and at < @to'
  const anybodys = 'at >= @from and at < @to'
  const erased = database.prepare<{ id: number }>(`
    select distinct person_id as id from events
    where ${anybodys} and not exists (select 1 from people where people.id = events.person_id)`)
  const slimOf = database.prepare<SlimRow>(`
    select ${slimColumns} from events where ${mine}
    union select ${slimColumns} from events where id in (${chained(
      'part.person_id = @personId and part.at >= @from and part.at < @to',
    )}) order by at, id`)
  const slimInTime = database.prepare<SlimRow>(`select ${slimColumns} from events where ${anybodys} order by at, id`)
  const slimOutside = database.prepare<SlimRow>(`
    select ${slimColumns} from events
    where id in (${chained('part.at >= @from and part.at < @to')}) and not (${anybodys})`)
  const wholeOf = database.prepare<EventRow>(`
    select ${eventColumns} from events join event_people on event_people.id = events.event_person_id
    where events.id in (
      select id from events where ${mine}
      union ${chained('part.person_id = @personId and part.at >= @from and part.at < @to')}
    ) order by at, events.id`)
  const chainOf = database.prepare<EventRow>(`
    select ${eventColumns} from events join event_people on event_people.id = events.event_person_id
    where events.id = @id or events.id in (${chained('part.event_id = @id')}) order by events.id`)
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

  return {
    workers: (group) => (group === null ? everybody.all() : grouped.all({ group })).map(workerOf),
    worker(id) {
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
    erased: (from, to) => erased.all({ from, to }).map(({ id }) => id as PersonId),
    slim: (personId, from, to) => slimOf.all({ personId, from, to }).map(slimEventOf),
    slimOfAll: (from, to) =>
      database.transaction(() => {
        const rows = [...slimInTime.all({ from, to }), ...slimOutside.all({ from, to })]
        const byPerson = new Map<PersonId, SlimEvent[]>()
        for (const row of rows) {
          const events = byPerson.get(row.person_id as PersonId)
          if (events) events.push(slimEventOf(row))
          else byPerson.set(row.person_id as PersonId, [slimEventOf(row)])
        }
        return byPerson
      }),
    whole: (personId, from, to) => wholeOf.all({ personId, from, to }).map(eventOf),
    chain(id) {
      const events = chainOf.all({ id }).map(eventOf)
      if (events.length > 0) return events
      throw new AppError('event-not-found', 'There is no such entry in the log.', { details: { id } })
    },
    revision() {
      const { newest, moves } = database
        .prepare<{ newest: number; moves: number }>(
          'select (select coalesce(max(id), 0) from events) as newest, moves from timesheet_basis',
        )
        .get()!
      return `${newest} ${moves}`
    },
    months: (month) =>
      new Map(
        months.all({ month }).map(({ person_id: id, through, figures }) => [
          id as PersonId,
          // A copy of its own lies at an even address, as the view needs.
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

function workerOf(row: WorkerRow): Worker {
  return {
    id: row.id as PersonId,
    name: row.name,
    employeeNumber: row.employee_number,
    groups: JSON.parse(row.groups) as string[],
  }
}

function slimEventOf(row: SlimRow): SlimEvent {
  return {
    id: row.id as EventId,
    kind: row.kind,
    direction: row.direction,
    at: row.at as Instant,
    zone: row.zone,
    kiosk: row.kiosk,
    clockMoved: row.clock_moved === 1,
    corrects: row.corrects as EventId | null,
    action: row.action,
  }
}
