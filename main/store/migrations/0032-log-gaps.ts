/** Entries may be erased because of their age, and by no other way: the stretches that were stand in `log_gaps`. */
export const logGaps = `
create table log_gaps (
  tbl text not null,
  -- the first and the last id of the rows that were erased
  first integer not null,
  last integer not null,
  -- the digest of the log before the first of them and after the last one, see store/record-digest.ts
  before text not null,
  after text not null,
  -- the seal of the last one, which the seal of the next row covers
  seal blob not null,
  -- all of them were written earlier
  written_before integer not null,
  primary key (tbl, first)
) strict, without rowid;

drop trigger events_stay;
create trigger events_stay before delete on events
when not exists (select 1 from log_gaps where tbl = 'events' and old.id between first and last) begin
  select raise(abort, 'events are only erased because of their age');
end;
`
