import { mapFields, personFields } from '../../contract/person-fields.ts'
import type { LogicalTime, SharedKind, Uid } from '../../contract/shared-change.ts'
import type { Database } from '../database.ts'
import { nextTime } from './clock.ts'

/** SQL for the moment of the transaction that is open; null where nothing is noted. */
const moment = '(select time from sharing)'
const isNoted = `${moment} is not null`

interface Noted {
  readonly name: string
  /** Such as `after insert on people`. */
  readonly event: string
  readonly when?: string
  readonly body: string
}

/** SQL that puts a change into the outbox, unless the change before it was one of the same row at the same moment. */
const note = (kind: SharedKind, id: string, people: string, removed: 0 | 1 = 0, where = 'true') => `
  insert into shared_outbox (kind, id, people, time, removed)
    select '${kind}', ${id}, ${people}, ${moment}, ${removed} where ${where} and not exists (
      select 1 from shared_outbox where number = (select max(number) from shared_outbox)
        and kind = '${kind}' and id = ${id} and time = ${moment} and removed = ${removed});
  update shared_station set time = ${moment};`

const bury = (kind: SharedKind, id = 'old.id') => `
  insert into tombstones (kind, uid, time)
    select '${kind}', uid, ${moment} from uids where kind = '${kind}' and id = ${id}
      and not exists (select 1 from tombstones where kind = '${kind}' and tombstones.uid = uids.uid);`

/** SQL that keeps when a row was written, or its state decided. */
const stamp = (kind: SharedKind) => `
  insert into shared_times (kind, id, time) select '${kind}', new.id, ${moment}
    where not exists (select 1 from shared_times where kind = '${kind}' and id = new.id);
  update shared_times set time = ${moment} where kind = '${kind}' and id = new.id;`

/** SQL that removes what waits and is about somebody who is erased. */
const forgetWaiting = `
  delete from shared_waiting where exists (
    select 1 from json_each(shared_waiting.people)
    where value = (select lower(hex(uid)) from uids where kind = 'person' and id = old.id));`

/** Fields of people, each with the column that holds it. */
const fieldColumns: Readonly<Record<string, string>> = {
  name: 'name',
  ...mapFields((field) => personFields[field].column),
  employments: 'employments',
  guardianSigns: 'guardian_signs',
}

/** SQL that notes who wrote a field; what was written before is the past, not something that did not last. */
const writeField = (field: string, person: string, where = 'true') => `
  insert into field_writings (person_id, field, time, replaced)
    select ${person}, '${field}', ${moment}, (
      select max(time) from field_writings where person_id = ${person} and field = '${field}')
    where ${where} and not exists (
      select 1 from field_writings where person_id = ${person} and field = '${field}' and time = ${moment});
  delete from field_writings where person_id = ${person} and field = '${field}' and value is null and time < ${moment}
    and ${where};`

const columns = Object.entries(fieldColumns)

const noted: readonly Noted[] = [
  {
    name: 'person_new',
    event: 'after insert on people',
    body: `${note('person', 'new.id', 'json_array(new.id)')}
      ${columns.map(([field]) => writeField(field, 'new.id')).join('')}`,
  },
  {
    name: 'person_change',
    event: `after update of ${columns.map(([, column]) => column).join(', ')} on people`,
    when: columns.map(([, column]) => `old.${column} is not new.${column}`).join(' or '),
    body: `${note('person', 'new.id', 'json_array(new.id)')}
      ${columns.map(([field, column]) => writeField(field, 'new.id', `old.${column} is not new.${column}`)).join('')}`,
  },
  {
    name: 'person_groups',
    event: 'after insert on group_memberships',
    body: `${note('person', 'new.person_id', 'json_array(new.person_id)')} ${writeField('groups', 'new.person_id')}`,
  },
  {
    // Whoever was merged into somebody is not erased.
    name: 'person_gone',
    event: 'after delete on people',
    when: 'not exists (select 1 from merges where gone_id = old.id)',
    body: `${note('person', 'old.id', 'json_array(old.id)', 1)} ${bury('person')} ${forgetWaiting}`,
  },
  {
    name: 'template_new',
    event: 'after insert on templates',
    body: note('template', 'new.id', 'json_array(new.person_id)'),
  },
  {
    name: 'template_gone',
    event: 'after delete on templates',
    body: `${note('template', 'old.id', 'json_array(old.person_id)', 1)} ${bury('template')}`,
  },
  {
    name: 'event_new',
    event: 'after insert on events',
    // An entry outlives whoever was only the next most alike, so it is not about them.
    body: note('event', 'new.id', 'json_array(new.person_id)'),
  },
  {
    name: 'consent_new',
    event: 'after insert on consents',
    body: `${note('consent', 'new.id', 'json_array(new.person_id)')} ${stamp('consent')}`,
  },
  {
    name: 'confirmation_new',
    event: 'after insert on hour_confirmations',
    body: `${note('confirmation', 'new.id', 'json_array(new.person_id)')} ${stamp('confirmation')}`,
  },
  { name: 'guest_new', event: 'after insert on guests', body: note('guest', 'new.id', "'[]'") },
  {
    name: 'guest_left',
    event: 'after update of left_at on guests',
    when: 'old.left_at is not new.left_at',
    body: note('guest', 'new.id', "'[]'"),
  },
  {
    name: 'request_new',
    event: 'after insert on correction_requests',
    body: note('request', 'new.id', 'json_array(new.person_id)'),
  },
  {
    name: 'request_decided',
    event: 'after update of state on correction_requests',
    when: 'old.state <> new.state',
    body: note('request', 'new.id', 'json_array(new.person_id)'),
  },
  {
    name: 'dispute_new',
    event: 'after insert on disputes',
    body: note('dispute', 'new.id', 'json_array(new.person_id)'),
  },
  {
    name: 'dispute_decided',
    event: 'after update of verdict on disputes',
    when: 'old.verdict <> new.verdict',
    body: `${note('dispute', 'new.id', 'json_array(new.person_id)')} ${stamp('dispute')}`,
  },
  {
    // Whoever was merged into somebody is erased with them.
    name: 'merged_gone',
    event: 'after delete on merges',
    when: 'old.gone_id is not null and not exists (select 1 from people where id = old.kept_id)',
    body: `${note('person', 'old.gone_id', 'json_array(old.gone_id)', 1)} ${bury('person', 'old.gone_id')}`,
  },
]

/** What is put into the outbox of a station that joins an office, in this order. */
export const present: readonly { readonly kind: SharedKind; readonly rows: string }[] = [
  { kind: 'person', rows: 'select id, json_array(id) as people, 0 as removed from people order by id' },
  {
    kind: 'person',
    rows: `select id, json_array(id) as people, 1 as removed from tombstones join uids on uids.uid = tombstones.uid
      where tombstones.kind = 'person' order by id`,
  },
  { kind: 'consent', rows: 'select id, json_array(person_id) as people, 0 as removed from consents order by id' },
  { kind: 'template', rows: 'select id, json_array(person_id) as people, 0 as removed from templates order by id' },
  {
    kind: 'event',
    rows: 'select id, json_array(person_id) as people, 0 as removed from events order by id',
  },
  { kind: 'guest', rows: "select id, '[]' as people, 0 as removed from guests order by id" },
  {
    kind: 'request',
    rows: 'select id, json_array(person_id) as people, 0 as removed from correction_requests order by id',
  },
  { kind: 'dispute', rows: 'select id, json_array(person_id) as people, 0 as removed from disputes order by id' },
  {
    kind: 'confirmation',
    rows: 'select id, json_array(person_id) as people, 0 as removed from hour_confirmations order by id',
  },
]

/** Notes what this connection writes, while the station belongs to an office; what other programs write is not told. */
export interface NotedDatabase {
  readonly database: Database
  /** Does work within a transaction without noting it: what others have told. */
  silently<T>(work: () => T): T
  /** Begins to note within the transaction that is open: the station joins. */
  begin(station: Uid, time: LogicalTime): void
  /** Ends it: the station leaves. */
  end(): void
  /** The moment of the transaction that is open; null where nothing is noted. */
  moment(): LogicalTime | null
}

/** @param now milliseconds since the epoch */
export function noteChanges(database: Database, now: () => number): NotedDatabase {
  database.exec(`
    pragma temp_store = memory;
    create temp table if not exists sharing (time text);
    insert into temp.sharing select null where not exists (select 1 from temp.sharing);
    ${noted
      .map(
        ({ name, event, when, body }) => `
    drop trigger if exists temp.${name}_shared;
    create temp trigger ${name}_shared ${event.replace(' on ', ' on main.')} when ${isNoted}${when ? ` and (${when})` : ''} begin
      ${body}
    end;`,
      )
      .join('')}`)
  const station = database.prepare<{ uid: string; time: LogicalTime }>('select uid, time from shared_station')
  const set = database.prepare('update temp.sharing set time = @time')
  const current = database.prepare<{ time: LogicalTime | null }>('select time from temp.sharing')
  let depth = 0

  function start(): void {
    const found = station.get()
    set.run({ time: found === undefined ? null : nextTime(found.time, now(), found.uid) })
  }

  const transaction = <T>(work: () => T): T => {
    if (depth > 0) return work()
    return database.transaction(() => {
      depth += 1
      try {
        start()
        return work()
      } finally {
        depth -= 1
      }
    })
  }

  return {
    database: {
      ...database,
      prepare<Row>(sql: string) {
        const statement = database.prepare<Row>(sql)
        return {
          ...statement,
          run: (parameters) => (depth > 0 ? statement.run(parameters) : transaction(() => statement.run(parameters))),
        }
      },
      transaction,
    },
    silently(work) {
      const before = current.get()!.time
      set.run({ time: null })
      try {
        return work()
      } finally {
        set.run({ time: before })
      }
    },
    begin: (uid, time) => void set.run({ time: nextTime(time, now(), uid) }),
    end: () => void set.run({ time: null }),
    moment: () => current.get()!.time,
  }
}
