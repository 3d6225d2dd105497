/**
 * The office: rules, corrections as chains, requests, PINs, guests, webhooks, tokens, and timesheets worked out before.
 */
export const attendance = `
insert into meta (key, value) values ('installation', lower(hex(randomblob(16))));

-- whole documents with their history: attendance rules, kiosks, saved filters
create table documents (
  key text not null,
  version integer not null,
  value text not null,
  at integer not null,
  actor text not null,
  primary key (key, version)
) strict, without rowid;

-- an event that was corrected, and all that corrects it, under the first of them
create table event_chains (
  event_id integer primary key references events (id),
  root_id integer not null,
  person_id integer not null,
  at integer not null
) strict;
create index event_chains_by_root on event_chains (root_id);
create index event_chains_by_time on event_chains (at);
create index event_chains_by_person on event_chains (person_id, at);
insert into event_chains (event_id, root_id, person_id, at)
  with recursive chain (event_id, root_id) as (
    select id, id from events where corrects is null and id in (select corrects from events where corrects is not null)
    union all select events.id, chain.root_id from chain join events on events.corrects = chain.event_id
  )
  select chain.event_id, chain.root_id, events.person_id, events.at
  from chain join events on events.id = chain.event_id;

create table correction_requests (
  id integer primary key autoincrement,
  person_id integer not null,
  draft text not null,
  requested_at integer not null,
  requested_by text not null,
  -- JSON, as in the contract
  state text not null,
  waiting integer not null
) strict;
create index correction_requests_waiting on correction_requests (waiting, id);

-- scrypt over a keyed hash of the PIN
create table pins (
  person_id integer primary key references people (id) on delete cascade,
  hash blob not null,
  set_at integer not null
) strict;
-- wrong PINs in a row, of 'person N' or at 'kiosk NAME'
create table pin_attempts (
  who text primary key,
  failures integer not null,
  last_at integer not null,
  locked_until integer not null
) strict, without rowid;

-- people who sign in by name: no faces, no templates
create table guests (
  id integer primary key autoincrement,
  name text not null,
  company text not null,
  host_id integer not null,
  host_name text not null,
  kiosk text not null,
  arrived_at integer not null,
  left_at integer
) strict;
create index guests_by_left on guests (left_at, id);

-- secret: sealed
create table webhooks (
  id integer primary key autoincrement,
  url text not null,
  secret blob not null,
  active integer not null default 1,
  created_at integer not null,
  delivered integer not null default 0,
  last_delivered_at integer
) strict;
-- an entry that is still to be sent, or was given up; a delivered one is removed
create table webhook_outbox (
  webhook_id integer not null references webhooks (id) on delete cascade,
  event_id integer not null references events (id),
  attempts integer not null default 0,
  next_at integer,
  stopped text check (stopped in ('gone', 'attempts-used-up')),
  last_status integer,
  last_error text,
  primary key (webhook_id, event_id)
) strict, without rowid;
create index webhook_outbox_due on webhook_outbox (next_at) where next_at is not null;

-- hash: SHA-256 of 32 random bytes
create table api_tokens (
  id integer primary key autoincrement,
  name text not null,
  hash blob not null unique,
  scopes text not null,
  created_at integer not null,
  expires_at integer,
  last_used_at integer
) strict;

-- the days of a person's month that nothing but a correction can change, up to the day 'through' (days since 1970)
create table timesheet_months (
  person_id integer not null,
  month integer not null,
  through integer not null,
  figures blob not null,
  primary key (month, person_id)
) strict, without rowid;
create index timesheet_months_by_person on timesheet_months (person_id);
-- how many days before an event its time may matter for, by the rules in force; and under what these figures were made
create table timesheet_basis (
  only integer primary key check (only = 1),
  slack_days integer not null,
  basis text not null
) strict;
insert into timesheet_basis values (1, 10, '');

-- whoever writes an event, in whatever way, does all this in the same transaction
create trigger event_recorded after insert on events begin
  insert into webhook_outbox (webhook_id, event_id, next_at) select id, new.id, new.recorded_at from webhooks;
  update timesheet_months set through = new.at / 86400000 - (select slack_days from timesheet_basis)
    where person_id = new.person_id and through > new.at / 86400000 - (select slack_days from timesheet_basis);
end;
create trigger correction_recorded after insert on events when new.corrects is not null begin
  insert or ignore into event_chains (event_id, root_id, person_id, at)
    select id, id, person_id, at from events where id = new.corrects;
  insert into event_chains (event_id, root_id, person_id, at)
    select new.id, root_id, new.person_id, new.at from event_chains where event_id = new.corrects;
  delete from timesheet_months where person_id = new.person_id;
end;
create trigger person_regrouped after update of groups on people when old.groups <> new.groups begin
  delete from timesheet_months where person_id = old.id;
end;
`
