/** A webhook says what it is told of: checks, corrections or both. */
export const webhookKinds = `
alter table webhooks add column kinds text not null default '["check","correction"]';

drop trigger event_recorded;
create trigger event_recorded after insert on events begin
  insert into webhook_outbox (webhook_id, event_id, next_at) select id, new.id, new.recorded_at from webhooks
    where exists (select 1 from json_each(kinds) where value = new.kind);
  update timesheet_months set through = new.at / 86400000 - (select slack_days from timesheet_basis)
    where person_id = new.person_id and through > new.at / 86400000 - (select slack_days from timesheet_basis);
end;
`
