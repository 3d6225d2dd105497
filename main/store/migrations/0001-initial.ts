/** People, templates, events, settings, audit log. */
export const initial = `
create table meta (
  key text primary key,
  value text not null
) strict, without rowid;

create table people (
  id integer primary key autoincrement,
  name text not null,
  employee_number text unique,
  groups text not null default '[]',
  -- name, number and groups without case and accents, one a line
  search text not null,
  sort_name text not null,
  created_at integer not null
) strict;
create index people_by_name on people (sort_name, id);

-- embedding: sealed float32 components, little-endian
-- origin: keyed hash of the photo that the template was made from
create table templates (
  id integer primary key autoincrement,
  person_id integer not null references people (id) on delete cascade,
  model text not null,
  quality real not null,
  source text not null check (source in ('camera', 'photo', 'import')),
  created_at integer not null,
  origin blob,
  embedding blob not null
) strict;
create index templates_by_person on templates (person_id, model);
create index templates_by_model on templates (model, id);
create index templates_by_origin on templates (origin) where origin is not null;

create table photos (
  template_id integer primary key references templates (id) on delete cascade,
  photo blob not null
) strict;

-- what happened to the gallery, in order; the newest revision says whether a saved index is up to date
create table template_changes (
  revision integer primary key autoincrement,
  template_id integer not null,
  model text not null,
  change text not null check (change in ('add', 'remove')),
  -- tells apart two histories that grew from the same backup
  stamp text not null default (hex(randomblob(8)))
) strict;
create index template_changes_by_model on template_changes (model, revision);
create trigger template_added after insert on templates begin
  insert into template_changes (template_id, model, change) values (new.id, new.model, 'add');
end;
create trigger template_removed after delete on templates begin
  insert into template_changes (template_id, model, change) values (old.id, old.model, 'remove');
end;
create trigger template_changed after update of person_id, model, embedding on templates begin
  insert into template_changes (template_id, model, change) values (old.id, old.model, 'remove');
  insert into template_changes (template_id, model, change) values (new.id, new.model, 'add');
end;

-- the name and number under which events were written; they outlive the person
create table event_people (
  id integer primary key,
  person_id integer not null,
  name text not null,
  employee_number text,
  search text not null
) strict;
create unique index event_people_once on event_people (person_id, name, coalesce(employee_number, ''));

create table events (
  id integer primary key autoincrement,
  kind text not null check (kind in ('check', 'correction')),
  person_id integer not null,
  event_person_id integer not null references event_people (id),
  direction text not null check (direction in ('in', 'out')),
  at integer not null,
  zone text not null,
  recorded_at integer not null,
  method text not null check (method in ('face', 'pin', 'manual')),
  kiosk text not null,
  track integer,
  similarity real,
  runner_up_id integer,
  runner_up_name text,
  runner_up_similarity real,
  threshold real,
  threshold_version integer,
  model text,
  metric integer,
  liveness real,
  quality real,
  clock_moved integer not null default 0,
  corrects integer references events (id),
  action text check (action in ('void', 'add', 'move')),
  actor text,
  reason text,
  check (kind = 'check' or (action is not null and actor is not null))
) strict;
create index events_by_time on events (at, id);
create index events_by_person on events (person_id, at, id);
create index events_by_direction on events (direction, at, id);
create index events_by_event_person on events (event_person_id, at, id);
create index events_by_corrected on events (corrects) where corrects is not null;
create trigger events_stay_unchanged before update on events begin
  select raise(abort, 'events are never changed');
end;
create trigger events_stay before delete on events begin
  select raise(abort, 'events are never deleted');
end;

create table settings (
  key text primary key,
  value text not null
) strict, without rowid;

create table threshold_versions (
  version integer primary key,
  threshold real not null,
  margin real not null,
  since integer not null,
  -- JSON: what the threshold was derived from, null when it was set by hand
  basis text
) strict;

create table audit (
  id integer primary key autoincrement,
  at integer not null,
  actor text not null,
  action text not null,
  subject text not null,
  details text not null,
  -- keyed hash over this entry and the hash of the one before
  chain blob not null
) strict;
create trigger audit_stays_unchanged before update on audit begin
  select raise(abort, 'the audit log is never changed');
end;
create trigger audit_stays before delete on audit begin
  select raise(abort, 'the audit log is never shortened');
end;
`
