/** How changes come into the log, how they are read, and how they go out of it when somebody is erased. */
export const logFunctions = `
-- Who may read a change: whoever has the people that it is about, or else the sites of its station.
create function sites_of(change_kind text, about uuid[], station_sites uuid[]) returns uuid[]
language sql stable set search_path = rollcall, pg_catalog, pg_temp as $body$
  select case
    when change_kind in ('document', 'setting') and about = '{}' then '{}'::uuid[]
    when about = '{}' then station_sites
    else coalesce(
      (select array_agg(distinct site order by site) from person_sites p, unnest(p.sites) site where p.person = any(about)),
      station_sites)
  end
$body$;

-- Moves what is known of a person to the end of the log, so that stations of other sites read it from now on.
create function move_person(person_uid uuid, station_sites uuid[]) returns void
language plpgsql set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  line record;
begin
  for line in select station, number, kind, people from changes
    where people @> array[person_uid] and not emptied order by epoch, xid, seq
  loop
    update changes set
      epoch = current_epoch(), xid = pg_current_xact_id()::text::bigint, seq = nextval('changes_seq_seq'),
      sites = sites_of(line.kind, line.people, station_sites)
    where station = line.station and number = line.number;
  end loop;
end $body$;

create function empty_changes(person_uid uuid, station_uid uuid) returns void
language plpgsql set search_path = rollcall, pg_catalog, pg_temp as $body$
begin
  insert into erased (person, station) values (person_uid, station_uid) on conflict do nothing;
  update changes set fields = null, secret = null, proof = null, emptied = true
    where people @> array[person_uid] and not emptied
      and not (kind = 'person' and uid = person_uid and fields is null);
end $body$;

-- Rows behind a position, in the order of their transactions, which is not the order in which these ended. A row whose
-- transaction is not older than all that still run waits: one that began earlier may yet end, and would be passed over.
-- Own rows only move the position. Much that is long comes in several answers. It has its caller's rights alone.
create function pull(
  from_epoch integer, from_xid bigint, from_seq bigint, max_rows integer, max_bytes bigint, own uuid
) returns table (
  epoch integer, xid bigint, seq bigint, station uuid, number bigint, kind text, uid uuid, people uuid[], "time" text,
  basis uuid, fields jsonb, secret bytea, proof bytea, "keyNumber" integer, "clockOffsetMs" integer, "arrivedAt" bigint,
  "isOwn" boolean
)
-- Only the index has the rows in order, whatever the statistics say of a table that has just been filled.
language plpgsql stable set search_path = rollcall, pg_catalog, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $body$
#variable_conflict use_column
begin
  return query
    with visible as (
      select * from changes c
      where (c.epoch, c.xid, c.seq) > (from_epoch, from_xid, from_seq)
        and (c.epoch < (select current_epoch()) or c.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
      order by c.epoch, c.xid, c.seq limit max_rows
    ), sized as (
      select *, own is not distinct from station as mine,
        sum(coalesce(octet_length(secret), 0)) over (order by epoch, xid, seq) - coalesce(octet_length(secret), 0) as before
      from visible
    )
    select epoch, xid, seq, station, number, kind, uid, case when mine then '{}' else people end, time, basis,
      case when mine then null else fields end, case when mine then null else secret end,
      case when mine then null else proof end, key_number, clock_offset,
      floor(extract(epoch from arrived_at) * 1000)::bigint, mine
    from sized where before < max_bytes order by epoch, xid, seq;
end $body$;

-- Takes a station's changes in, in one transaction. Its numbers go on without a hole; those that are known are accepted
-- again when they are the same changes. Whatever is about somebody who was erased is stored empty.
create function push(
  numbers bigint[], kinds text[], uids uuid[], abouts text[], times text[], bases uuid[], contents text[],
  secrets bytea[], proofs bytea[], keys integer, offset_ms integer
) returns bigint
-- Its plans are made while the tables are still empty, and used when they no longer are.
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp set enable_seqscan = off as $body$
declare
  own stations := me_active();
  known changes;
  line record;
  about uuid[];
  readers uuid[];
  former uuid[];
  later uuid[];
  gone boolean;
  last bigint := own.last_number;
  now_xid bigint;
  now_epoch integer;
begin
  if own.session is distinct from my_session() then
    raise exception 'this station has another connection' using errcode = 'RC008';
  end if;
  if keys <> (select key_number from meta) then raise exception 'there is a newer key' using errcode = 'RC012'; end if;
  lock table epoch_lock in row share mode;
  now_epoch := current_epoch();
  now_xid := pg_current_xact_id()::text::bigint;

  for line in
    select * from unnest(numbers, kinds, uids, abouts, times, bases, contents, secrets, proofs)
      as given (number, kind, uid, about, time, basis, content, secret, proof) order by number
  loop
    if line.number <= own.last_number then
      select * into known from changes where station = own.uid and number = line.number;
      -- A number that the server forgot when it was restored is gone, and nothing speaks against it.
      if known.number is not null and (known.kind, known.uid, known.time) is distinct from (line.kind, line.uid, line.time) then
        raise exception 'number % is known as another change', line.number using errcode = 'RC004';
      end if;
      continue;
    end if;
    if line.number <> last + 1 then
      raise exception 'number % is missing', last + 1 using errcode = 'RC006', detail = (last + 1)::text;
    end if;
    last := line.number;
    about := line.about::uuid[];
    gone := exists (select from erased where person = any(about));

    if line.kind = 'person' and line.content is null then
      perform empty_changes(line.uid, own.uid);
      gone := false;
      readers := '{}';
    else
      if line.kind = 'person' and not gone then
        select sites into former from person_sites where person = line.uid;
        if line.content::jsonb ? 'sites' then
          later := array(select value::uuid from jsonb_array_elements_text(line.content::jsonb -> 'sites') order by 1);
          if later = '{}' then later := own.sites; end if;
        else
          later := coalesce(former, own.sites);
        end if;
        insert into person_sites as p (person, sites, time) values (line.uid, later, line.time)
          on conflict (person) do update set sites = later, time = line.time
          where p.time < line.time and line.content::jsonb ? 'sites';
        if found and former is not null and former <> later then
          perform move_person(line.uid, own.sites);
          -- The stations of the former sites read that the person is no longer theirs.
          readers := array(select distinct unnest(former || later) order by 1);
        else
          readers := sites_of(line.kind, about, own.sites);
        end if;
      else
        readers := sites_of(line.kind, about, own.sites);
      end if;
    end if;

    insert into changes (
      epoch, xid, station, number, kind, uid, people, sites, time, basis, fields, secret, proof, key_number,
      clock_offset, emptied
    ) values (
      now_epoch, now_xid, own.uid, line.number, line.kind, line.uid, about, readers, line.time, line.basis,
      case when gone then null else line.content::jsonb end, case when gone then null else line.secret end,
      case when gone then null else line.proof end, keys, offset_ms, gone
    );
  end loop;

  update stations set last_number = last, seen_at = now(), clock_offset = offset_ms where uid = own.uid;
  if last > own.last_number then perform pg_notify('rollcall', ''); end if;
  return last;
end $body$;
`
