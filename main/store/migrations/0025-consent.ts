/** What people said about the use of their faces, and photos of imports that wait for it. */
export const consent = `
-- each text that somebody read, by its hash
create table consent_texts (
  hash text primary key,
  title text not null,
  body text not null
) strict, without rowid;

-- never changed; the newest one of a person counts
create table consents (
  id integer primary key autoincrement,
  person_id integer not null references people (id) on delete cascade,
  kind text not null check (kind in ('given', 'refused', 'withdrawn')),
  at integer not null,
  text_version integer,
  language text,
  text_hash text references consent_texts (hash),
  name text not null,
  guardian text,
  witness text not null,
  place text not null,
  paper text,
  alternative text not null,
  -- a PNG picture, sealed
  signature blob
) strict;
create index consents_by_person on consents (person_id, id);

-- keyed hashes of codes that let somebody sign at a kiosk, once
create table consent_codes (
  person_id integer primary key references people (id) on delete cascade,
  hash blob not null unique,
  until integer not null,
  -- who asked for it, and so is the witness
  witness text not null
) strict;

-- 1 where a parent or guardian signs too
alter table people add column guardian_signs integer;

-- as before, with photos that wait for a consent
create table import_photos_with_held (
  id integer primary key autoincrement,
  import_id integer not null references imports (id) on delete cascade,
  path text not null,
  bytes integer not null,
  name text not null,
  employee_number text,
  person_id integer references people (id) on delete set null,
  state text not null check (state in ('missing', 'waiting', 'held', 'taken', 'known', 'refused', 'review', 'skipped')),
  reason text,
  tries integer not null default 0,
  seen text,
  groups text not null default '[]',
  employments text,
  unique (import_id, path)
) strict;
insert into import_photos_with_held (id, import_id, path, bytes, name, employee_number, person_id, state, reason, tries,
    seen, groups, employments)
  select id, import_id, path, bytes, name, employee_number, person_id, state, reason, tries, seen, groups, employments
  from import_photos;
drop table import_photos;
alter table import_photos_with_held rename to import_photos;
create index import_photos_by_state on import_photos (state, import_id, id);
create index import_photos_by_person on import_photos (person_id) where person_id is not null;
`
