/** Versions before names could be erased left those of erased people in entries: the audit log says whose they are. */
export const namesOfErased = `
create temp table erased_people as
  select distinct cast(substr(subject, length('person ') + 1) as integer) as id from audit
  where action = 'person.erase' and subject glob 'person [0-9]*';
delete from erased_people where id in (select id from people);
-- those who were merged into them left rows under another id, as \`Events.eraseNames\` has it
update event_people set name = '', employee_number = null, search = ''
  where name <> '' and (
    person_id in (select id from erased_people)
    or person_id not in (select id from people) and id in (
      select event_person_id from events where person_id in (select id from erased_people)));
drop table erased_people;
-- the words by which the rows are found are worked out when the database is opened
delete from meta where key = 'search-rules';
`
