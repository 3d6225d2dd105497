/** Looks at faces that people would keep, for the office to decide about. */
export const looks = `
create table look_proposals (
  id integer primary key autoincrement,
  person_id integer not null references people (id) on delete cascade,
  -- when the kiosk asked; nobody is asked twice in a month
  asked_at integer not null,
  kiosk text not null,
  state text not null check (state in ('asked', 'declined', 'waiting', 'accepted', 'refused', 'destroyed')),
  -- the rest is null unless it waits
  until integer,
  model text,
  quality real,
  similarity real,
  -- sealed
  embedding blob,
  photo blob
) strict;
create index look_proposals_by_person on look_proposals (person_id, asked_at);
create index look_proposals_waiting on look_proposals (state, until);
`
