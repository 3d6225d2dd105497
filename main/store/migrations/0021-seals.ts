/** What proves that rows were written by Rollcall: a keyed seal for each, and one head over all seals. */
export const seals = `
-- key: the row's primary key, several columns as a JSON array
create table seals (
  tbl text not null,
  key any not null,
  seal blob not null,
  primary key (tbl, key)
) strict, without rowid;

-- how many rows there are and what their seals add up to, sealed; see store/seal-head.ts
create table seal_head (
  only integer primary key check (only = 1),
  head blob not null
) strict;
`
