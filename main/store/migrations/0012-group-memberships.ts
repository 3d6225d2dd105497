/**
 * Groups have a history, so that who changes groups keeps the past; until now everybody was always in their present
 * ones.
 */
export const groupMemberships = `
-- a person's groups from a local date on ('' from the beginning), until the next row; people.groups is the last one
create table group_memberships (
  person_id integer not null references people (id) on delete cascade,
  from_date text not null,
  groups text not null,
  primary key (person_id, from_date)
) strict, without rowid;
insert into group_memberships (person_id, from_date, groups) select id, '', groups from people;

drop trigger person_regrouped;
create trigger membership_added after insert on group_memberships begin
  delete from timesheet_months where person_id = new.person_id;
end;
create trigger membership_removed after delete on group_memberships begin
  delete from timesheet_months where person_id = old.person_id;
end;
`
