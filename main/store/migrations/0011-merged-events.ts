const eventColumns = [
  ...['id', 'kind', 'event_person_id', 'direction', 'at', 'zone', 'recorded_at', 'method', 'kiosk', 'track'],
  ...['similarity', 'runner_up_id', 'runner_up_name', 'runner_up_similarity', 'threshold', 'threshold_version'],
  ...['model', 'metric', 'liveness', 'quality', 'clock_moved', 'corrects', 'action', 'actor', 'reason'],
]
const sameButPerson = eventColumns.map((column) => `new.${column} is old.${column}`).join(' and ')

/** Entries follow a merge, and come back when it is taken back. Entries of people who were merged before follow now. */
export const mergedEvents = `
alter table merges add column gone_id integer;
-- JSON: what else went to the person who was kept, see store/moved.ts
alter table merges add column moved text not null default '{}';

-- the only way for an event to another person: between these two, while the merge can be taken back
create table event_moves (
  merge_id integer not null references merges (id) on delete cascade,
  event_id integer not null references events (id),
  from_id integer not null,
  to_id integer not null,
  primary key (merge_id, event_id)
) strict, without rowid;
create index event_moves_by_event on event_moves (event_id);

drop trigger events_stay_unchanged;
create trigger events_stay_unchanged before update on events
when not (${sameButPerson} and exists (
  select 1 from event_moves where event_id = old.id and (
    (from_id = old.person_id and to_id = new.person_id) or (from_id = new.person_id and to_id = old.person_id))
)) begin
  select raise(abort, 'events are never changed');
end;

-- counts up when events went to another person, so that nobody goes on with those read before
alter table timesheet_basis add column moves integer not null default 0;
create trigger event_moved after update of person_id on events begin
  update event_chains set person_id = new.person_id where event_id = new.id;
  delete from timesheet_months where person_id in (old.person_id, new.person_id);
  update timesheet_basis set moves = moves + 1;
end;

-- every merge wrote an entry into the audit log, in the same order
create table merge_history as
  select row_number() over (order by id) as id, cast(substr(subject, length('person ') + 1) as integer) as kept,
    cast(json_extract(details, '$.gone') as integer) as gone
  from audit where action = 'person.merge';
update merges set gone_id = (
  select gone from merge_history
  where merge_history.id = merges.id and gone <> merges.kept_id and gone not in (select id from people));

-- which merges were carried along by a later one
create table merge_followed as
  with recursive way (id, via, kept) as (
    select id, id, kept from merge_history
    union all
    select way.id, later.id, later.kept from way join merge_history later on later.id > way.via and later.gone = way.kept
  )
  select way.id, via from way join merges on merges.id = way.id and merges.gone_id is not null where way.id <> via;
update merges set moved = json_object('merges', (select json_group_array(id) from merge_followed where via = merges.id))
  where id in (select via from merge_followed);

insert into event_moves (merge_id, event_id, from_id, to_id)
  select merges.id, events.id, merges.gone_id, merges.kept_id
  from merges join events on events.person_id = merges.gone_id;
insert into event_moves (merge_id, event_id, from_id, to_id)
  select outer_merge.id, event_moves.event_id, outer_merge.gone_id, outer_merge.kept_id
  from merge_followed join merges outer_merge on outer_merge.id = via and outer_merge.gone_id is not null
  join event_moves on event_moves.merge_id = merge_followed.id;
update events set person_id = (
    select to_id from event_moves where event_id = events.id and from_id = events.person_id)
  where id in (select event_id from event_moves);
drop table merge_history;
drop table merge_followed;
`
