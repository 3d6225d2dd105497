const eventColumns = [
  ...['id', 'kind', 'event_person_id', 'direction', 'at', 'zone', 'recorded_at', 'method', 'kiosk', 'track'],
  ...['similarity', 'runner_up_id', 'runner_up_event_person_id', 'runner_up_similarity', 'threshold'],
  ...['threshold_version', 'model', 'metric', 'liveness', 'quality', 'clock_moved', 'corrects', 'action', 'actor'],
  'reason',
]
const sameButPerson = eventColumns.map((column) => `new.${column} is old.${column}`).join(' and ')

/** Every name that an entry holds stands in `event_people`, where it is blanked when the person is erased. */
export const erasableNames = `
-- somebody may have had several names, and all of them are blank afterwards
drop index event_people_once;
create unique index event_people_once on event_people (person_id, name, coalesce(employee_number, '')) where name <> '';

drop trigger events_stay_unchanged;
alter table events add column runner_up_event_person_id integer references event_people (id);
insert into event_people (person_id, name, search)
  select distinct runner_up_id, runner_up_name, '' from events
  where runner_up_id is not null and runner_up_name <> '' and not exists (
    select 1 from event_people where person_id = runner_up_id and name = runner_up_name and name <> '');
update events set runner_up_event_person_id = (
    select max(id) from event_people where person_id = runner_up_id and name = runner_up_name and name <> '')
  where runner_up_id is not null;
alter table events drop column runner_up_name;
-- the words by which the new rows are found are worked out when the database is opened
delete from meta where key = 'search-rules';

create trigger events_stay_unchanged before update on events
when not (${sameButPerson} and exists (
  select 1 from event_moves where event_id = old.id and (
    (from_id = old.person_id and to_id = new.person_id) or (from_id = new.person_id and to_id = old.person_id))
)) begin
  select raise(abort, 'events are never changed');
end;
`
