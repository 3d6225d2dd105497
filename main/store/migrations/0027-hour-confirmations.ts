/** Months of hours that people confirmed. */
export const hourConfirmations = `
-- never changed; the newest one of a person and month counts
create table hour_confirmations (
  id integer primary key autoincrement,
  person_id integer not null references people (id) on delete cascade,
  -- as 2026-05
  month text not null,
  -- SHA-256 over the figures that were confirmed
  digest text not null,
  worked_minutes integer not null,
  at integer not null,
  kiosk text not null
) strict;
create index hour_confirmations_by_person on hour_confirmations (person_id, month, id);
create index hour_confirmations_by_month on hour_confirmations (month, person_id, id);
`
