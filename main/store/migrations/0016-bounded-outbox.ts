/**
 * A webhook that is paused, or whose receiver takes nothing any more, gathers no more than the newest 10,000 entries.
 */
export const boundedOutbox = `
create trigger outbox_bounded after insert on webhook_outbox begin
  delete from webhook_outbox
    where webhook_id = new.webhook_id
      and (stopped is not null or (select active from webhooks where id = new.webhook_id) = 0)
      and event_id <= (
        select event_id from webhook_outbox where webhook_id = new.webhook_id order by event_id desc limit 1 offset 10000);
end;
`
