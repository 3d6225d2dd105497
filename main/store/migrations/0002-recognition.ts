/** "That is not me", unknown visitors, and merges that can be taken back. */
export const recognition = `
-- person_id was named, and the face in front of the camera said no
create table disputes (
  id integer primary key autoincrement,
  event_id integer not null references events (id),
  person_id integer not null references people (id) on delete cascade,
  -- the runner-up at that time: between these two a larger lead is needed from now on
  rival_id integer references people (id) on delete set null,
  similarity real not null,
  at integer not null
) strict;
create unique index disputes_by_event on disputes (event_id);
create index disputes_by_person on disputes (person_id);

-- faces that nobody knew, kept only while the user wants them
create table visitors (
  id integer primary key autoincrement,
  seen_at integer not null,
  kiosk text not null,
  model text not null,
  quality real not null,
  embedding blob not null,
  photo blob not null
) strict;
create index visitors_by_time on visitors (seen_at);

-- what a merge moved, so that it can be undone
create table merges (
  id integer primary key autoincrement,
  kept_id integer not null references people (id) on delete cascade,
  name text not null,
  employee_number text,
  groups text not null,
  -- JSON: ids of the templates that came from the person who is gone
  templates text not null,
  at integer not null
) strict;
`
