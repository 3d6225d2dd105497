/** Imports that outlive a window and an engine, and the photos of them that wait for somebody's decision. */
export const imports = `
create table imports (
  id integer primary key autoincrement,
  source text not null,
  started_at integer not null,
  state text not null check (state in ('running', 'paused', 'finished')),
  failure text
) strict;

-- the bytes of waiting photos and of those in review lie sealed in files of their own
create table import_photos (
  id integer primary key autoincrement,
  import_id integer not null references imports (id) on delete cascade,
  path text not null,
  bytes integer not null,
  -- whom it is filed under, and who that is once enrolled
  name text not null,
  employee_number text,
  person_id integer references people (id) on delete set null,
  state text not null check (state in ('missing', 'waiting', 'taken', 'known', 'refused', 'review', 'skipped')),
  reason text,
  -- how often looking at it was begun: a photo that stops the engine is not looked at for ever
  tries integer not null default 0,
  -- JSON: what was seen in a photo that waits for a decision
  seen text,
  unique (import_id, path)
) strict;
create index import_photos_by_state on import_photos (state, import_id, id);
create index import_photos_by_person on import_photos (person_id) where person_id is not null;
`
