/** What shows that a PIN was damaged; and a damaged webhook does not keep entries from being written. */
export const damageShows = `
-- keyed hash over person and hash, put there when the database is next opened with its key
alter table pins add column seal blob;

drop trigger event_recorded;
create trigger event_recorded after insert on events begin
  insert into webhook_outbox (webhook_id, event_id, next_at) select id, new.id, new.recorded_at from webhooks
    where exists (
      select 1 from json_each(iif(json_valid(kinds), kinds, json_array(new.kind))) where value = new.kind);
  update timesheet_months set through = new.at / 86400000 - (select slack_days from timesheet_basis)
    where person_id = new.person_id and through > new.at / 86400000 - (select slack_days from timesheet_basis);
end;
`
