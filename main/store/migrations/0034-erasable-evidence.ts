const figureColumns = [
  ...['similarity', 'runner_up_id', 'runner_up_event_person_id', 'runner_up_similarity', 'liveness', 'quality'],
]
const otherColumns = [
  ...['id', 'kind', 'event_person_id', 'direction', 'at', 'zone', 'recorded_at', 'method', 'kiosk', 'track'],
  ...['threshold', 'threshold_version', 'model', 'metric', 'clock_moved', 'corrects', 'action', 'actor', 'reason'],
]
const same = (columns: readonly string[]) => columns.map((column) => `new.${column} is old.${column}`).join(' and ')
const gone = [...figureColumns, 'salt'].map((column) => `new.${column} is null`).join(' and ')

/** How alike a face was, and to whom else, can be erased and the entry stays: its seal covers a hash of that. */
export const erasableEvidence = `
-- SHA-256 over the salt and the figures: what an entry is sealed with in their place; null in entries of before, which
-- are sealed with the figures themselves, and in those without any
alter table events add column evidence blob;
-- random; it goes with the figures, so that nobody finds them by trying
alter table events add column salt blob;

-- entries of before whose figures were erased: neither their seal nor the digest of the log can be worked out again
create table bare_entries (
  event_id integer primary key,
  -- the digest of the log before this entry and after it, see store/record-digest.ts
  before text not null,
  after text not null,
  -- a keyed hash over what is left of the entry, both digests, its seal and that of the entry before
  seal blob not null
) strict;

drop trigger events_stay_unchanged;
create trigger events_stay_unchanged before update on events
when not (${same([...otherColumns, ...figureColumns, 'evidence', 'salt'])} and exists (
  select 1 from event_moves where event_id = old.id and (
    (from_id = old.person_id and to_id = new.person_id) or (from_id = new.person_id and to_id = old.person_id))
)) and not (${same([...otherColumns, 'person_id', 'evidence'])} and ${gone} and exists (
  select 1 from log_gaps where tbl = 'evidence' and old.id between first and last
)) begin
  select raise(abort, 'events are never changed');
end;
`
