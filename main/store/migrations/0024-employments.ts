/**
 * People join and leave. Whoever is enrolled already counts as always having worked here, as before, until somebody
 * enters dates.
 */
export const employments = `
-- a JSON array of { joined, left }, oldest first; null for all days
alter table people add column employments text;
-- 0 for people who have left: their templates are not searched. Derived, see services/roster.ts.
alter table people add column searched integer not null default 1;
create trigger person_employed after update of employments on people when old.employments is not new.employments begin
  delete from timesheet_months where person_id = new.id;
end;
create trigger person_searched after update of searched on people when old.searched <> new.searched begin
  insert into template_changes (template_id, model, change)
    select id, model, iif(new.searched, 'add', 'remove') from templates where person_id = new.id order by id;
end;

-- the same of somebody who is not enrolled yet; null for from that day on
alter table import_photos add column employments text;
`
