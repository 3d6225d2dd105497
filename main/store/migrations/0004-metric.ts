/** Learned metrics, and which of them were put to use. */
export const metric = `
-- what was trained; a version is never changed or used again
create table metrics (
  version integer primary key autoincrement,
  model text not null,
  -- JSON: recipe, gain, verdict, thresholds
  about text not null,
  -- W row by row as 32-bit floats, sealed
  map blob not null,
  trained_at integer not null
) strict;

-- the newest one that was not undone is in use
create table metric_adoptions (
  id integer primary key autoincrement,
  version integer not null references metrics (version),
  at integer not null,
  -- the threshold that was in use before, and the version of the one that came with the metric
  threshold_before real not null,
  threshold_version integer not null,
  undone_at integer
) strict;
`
