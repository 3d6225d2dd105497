/** SQL for a UUIDv7 of a moment, in bytes. @param at SQL for milliseconds since the epoch */
const uuid = (at: string) => `unhex(
  printf('%012x', max(0, ${at}) & 0xffffffffffff) || '7' || substr(hex(randomblob(2)), 2)
  || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(8)), 2))`

/** Rows that have a uid, and when each was made. Entries have theirs in a table of their own. */
const named = [
  { kind: 'person', table: 'people', at: 'created_at' },
  { kind: 'consent', table: 'consents', at: 'at' },
  { kind: 'template', table: 'templates', at: 'created_at' },
  { kind: 'guest', table: 'guests', at: 'arrived_at' },
  { kind: 'request', table: 'correction_requests', at: 'requested_at' },
  { kind: 'dispute', table: 'disputes', at: 'at' },
  { kind: 'merge', table: 'merges', at: 'at' },
  { kind: 'confirmation', table: 'hour_confirmations', at: 'at' },
] as const

const ofRows = named.map(
  ({ kind, table, at }) => `
insert into uids (kind, id, uid) select '${kind}', id, ${uuid(at)} from ${table};
create trigger ${kind}_named after insert on ${table} begin
  insert into uids (kind, id, uid) select '${kind}', new.id, ${uuid(`new.${at}`)}
    where not exists (select 1 from uids where kind = '${kind}' and id = new.id);
end;`,
)

/** Names of rows that mean the same at every station of an office, and what a station keeps to share its rows. */
export const sharing = `
-- the UUIDv7 of a row; it outlives the row, because others may still tell of it
create table uids (
  kind text not null,
  id integer not null,
  uid blob not null unique,
  primary key (kind, id)
) strict, without rowid;
${ofRows.join('')}

-- the same of entries, and where an entry of another station came from
create table event_origins (
  event_id integer primary key,
  uid blob not null unique,
  -- null for entries of this station
  station blob,
  number integer,
  recorded_at integer,
  arrived_at integer,
  clock_offset_ms integer
) strict;
insert into event_origins (event_id, uid) select id, ${uuid('recorded_at')} from events;
create trigger event_named after insert on events begin
  insert into event_origins (event_id, uid) values (new.id, ${uuid('new.recorded_at')});
end;

-- at most one row: none until the station belongs to an office
create table shared_station (
  only integer primary key check (only = 1),
  uid text not null,
  -- counts up with every connection, so that two copies of one station are noticed
  generation integer not null default 0,
  -- how far the office's log was read, in its own words
  cursor text,
  -- the newest moment that this station knows of, of a hybrid logical clock
  time text not null
) strict;

-- what is still to be told, without its content: rows are read when they are handed over
create table shared_outbox (
  number integer primary key autoincrement,
  kind text not null,
  id integer not null,
  -- a JSON array of ids
  people text not null,
  time text not null,
  removed integer not null
) strict;

-- an entry that was erased because of its age is still told of, if only by its uid
create trigger event_forgotten after delete on events
when not exists (select 1 from shared_outbox where kind = 'event' and id = old.id) begin
  delete from event_origins where event_id = old.id;
end;

-- changes of others that refer to something that is not known here yet; sealed
create table shared_waiting (
  id integer primary key autoincrement,
  station text not null,
  number integer not null,
  kind text not null,
  uid blob not null,
  -- what each waits for
  waits_for blob not null,
  -- a JSON array of uids, so that nothing is left of somebody who is erased
  people text not null,
  change blob not null,
  unique (station, number)
) strict;
create index shared_waiting_by_referent on shared_waiting (waits_for);
create index shared_waiting_by_row on shared_waiting (uid);

-- rows that are gone for good, whatever is told of them later
create table tombstones (
  kind text not null,
  uid blob not null,
  time text not null,
  primary key (kind, uid)
) strict, without rowid;

-- when a row that is never changed was written, or the state of another decided, by the clock that all stations share
create table shared_times (
  kind text not null,
  id integer not null,
  time text not null,
  primary key (kind, id)
) strict, without rowid;

-- who wrote a field of a person when; the value is that of a writing that did not last, as JSON
create table field_writings (
  person_id integer not null references people (id) on delete cascade,
  field text not null,
  time text not null,
  -- the newest writing that its writer knew of
  replaced text,
  value text,
  primary key (person_id, field, time)
) strict, without rowid;
create index field_writings_lost on field_writings (field, value) where value is not null;
`
