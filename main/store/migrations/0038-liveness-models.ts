const figureColumns = [
  ...['similarity', 'runner_up_id', 'runner_up_event_person_id', 'runner_up_similarity', 'liveness', 'quality'],
  'liveness_models',
]
const otherColumns = [
  ...['id', 'kind', 'event_person_id', 'direction', 'at', 'zone', 'recorded_at', 'method', 'kiosk', 'track'],
  ...['threshold', 'threshold_version', 'model', 'metric', 'clock_moved', 'corrects', 'action', 'actor', 'reason'],
]
const same = (columns: readonly string[]) => columns.map((column) => `new.${column} is old.${column}`).join(' and ')
const gone = [...figureColumns, 'salt'].map((column) => `new.${column} is null`).join(' and ')

/** An entry keeps what each model said of liveness, where several were asked: figures that can be erased, too. */
export const livenessModels = `
drop trigger events_stay_unchanged;
-- JSON: [{"model", "real"}]
alter table events add column liveness_models text;

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
