/** What a station calls to know itself, to say that it is there, and to be read by the others. */
export const stationFunctions = `
-- The sites of the station that asks; null for everybody who is none.
create function my_sites() returns uuid[]
language sql stable security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
  select sites from stations where role_name = session_user and state = 'active'
$body$;

create policy own_sites on changes for select
  using (not emptied and (select my_sites()) is not null and (sites = '{}' or sites && (select my_sites())));

create function current_epoch() returns integer
language sql stable security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
  select epoch from meta
$body$;

create function schema_proof() returns bytea
language sql stable security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
  select fingerprint_proof from meta where exists (select from stations where role_name = session_user)
$body$;

create function schema_of() returns jsonb
language sql stable security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
  select jsonb_build_object('office', office, 'version', schema_version) from meta
$body$;

create function my_session() returns text
language sql stable set search_path = pg_catalog, pg_temp as $body$
  select pid || ' ' || backend_start from pg_stat_activity where pid = pg_backend_pid()
$body$;

-- The row of the station that asks, locked until the end of the transaction.
create function me() returns stations
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations;
begin
  select * into own from stations where role_name = session_user for no key update;
  if own.uid is null then raise exception 'this role is no station' using errcode = 'RC001'; end if;
  if own.state in ('revoked', 'left') then raise exception 'this station has ended' using errcode = 'RC002'; end if;
  return own;
end $body$;

create function me_active() returns stations
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me();
begin
  if own.state <> 'active' then raise exception 'this station waits to be admitted' using errcode = 'RC003'; end if;
  return own;
end $body$;

create function me_managing() returns stations
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_active();
begin
  if not own.manages then raise exception 'this station may not manage the office' using errcode = 'RC009'; end if;
  return own;
end $body$;

create function begin_epoch() returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
begin
  lock table epoch_lock in access exclusive mode;
  update meta set epoch = epoch + 1, cluster = (pg_control_system()).system_identifier;
  perform pg_notify('rollcall', '');
end $body$;

-- Says that a station is there. Its token is known to it alone and changes with every call: two machines that
-- say the same, or one that went back to an older token, are noticed. Repeating the same call does no harm.
create function hello(
  token_now uuid, token_next uuid, resume boolean, handed_over bigint, cursor_epoch integer, cursor_xid bigint,
  station_version text, station_format integer, station_model text
) returns jsonb
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me();
  office meta;
  forgotten jsonb;
  resumed boolean := false;
begin
  update stations set seen_at = now(), version = station_version, model = station_model where uid = own.uid;
  select * into office from meta;
  if own.state <> 'active' then
    return jsonb_build_object('state', own.state, 'office', office.office, 'name', office.name);
  end if;

  -- Refusals are answers, so that what was said above is kept.
  if station_format < office.format then return jsonb_build_object('refused', 'RC007'); end if;
  if station_format > office.format then update meta set format = station_format; end if;

  if own.token is distinct from token_now and own.token is distinct from token_next then
    if exists (select from abandoned_tokens a where a.station = own.uid and a.token = token_now)
      or (own.seen_at > now() - interval '1 minute' and exists (
        select from pg_stat_activity where usename = session_user and own.session = pid || ' ' || backend_start
      ))
    then return jsonb_build_object('refused', 'RC004'); end if;
    if not resume then return jsonb_build_object('refused', 'RC005'); end if;
    insert into abandoned_tokens values (own.uid, own.token) on conflict do nothing;
    resumed := true;
  end if;

  if handed_over > own.last_number and not resumed then
    forgotten := jsonb_build_object('from', own.last_number + 1, 'to', handed_over);
    update stations set last_number = handed_over where uid = own.uid returning * into own;
  end if;
  if forgotten is not null
    or office.cluster <> (pg_control_system()).system_identifier
    or (cursor_epoch = office.epoch and cursor_xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
  then perform begin_epoch(); end if;

  update stations set
    token = token_next, generation = generation + case when own.token is distinct from token_next then 1 else 0 end,
    session = my_session(), format = station_format
  where uid = own.uid returning * into own;
  return jsonb_build_object(
    'state', own.state, 'office', office.office, 'name', office.name, 'lastNumber', own.last_number,
    'resumed', resumed, 'forgotten', forgotten, 'sites', own.sites, 'manages', own.manages,
    'keyNumber', office.key_number, 'renewalDue', office.renewal_due
  );
end $body$;

-- Says that a station is still there, and how it is.
create function report(station_waiting integer, offset_ms integer) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me();
begin
  update stations set seen_at = now(), waiting = station_waiting, clock_offset = offset_ms where uid = own.uid;
end $body$;

-- Joins by an invitation: once, and while it is good.
create function join_office(key bytea, proof bytea, verifier text) returns jsonb
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me();
begin
  if own.state <> 'invited' then
    if own.public_key = key then return jsonb_build_object('name', own.name); end if;
    raise exception 'this invitation was used' using errcode = 'RC010';
  end if;
  if own.expires_at <= now() then raise exception 'this invitation has expired' using errcode = 'RC011'; end if;
  if octet_length(key) <> 32 or verifier !~ '^SCRAM-SHA-256\\$' then
    raise exception 'a malformed key' using errcode = 'RC015';
  end if;
  update stations set state = 'waiting', public_key = key, introduction = proof, expires_at = null, seen_at = now()
    where uid = own.uid;
  execute format('alter role %I password %L valid until %L', own.role_name, verifier, 'infinity');
  perform pg_notify('rollcall', '');
  return jsonb_build_object('name', own.name);
end $body$;

-- Everything that a station needs to open its keys.
create function my_keys() returns jsonb
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_active();
begin
  return jsonb_build_object(
    'admission', encode(own.admission, 'base64'),
    'wraps', (select coalesce(jsonb_agg(jsonb_build_object(
      'number', number, 'sender', sender, 'senderKey', encode(sender_key, 'base64'),
      'wrapped', encode(wrapped, 'base64'), 'vouch', encode(vouch, 'base64')
    ) order by number), '[]') from key_wraps where recipient = own.uid)
  );
end $body$;

create function acknowledge_erased(persons uuid[]) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_active();
begin
  insert into erased_at (person, station) select person, own.uid from erased where person = any(persons)
    on conflict do nothing;
end $body$;

create function leave_office() returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me();
begin
  if own.manages and exists (select from stations where state = 'active' and uid <> own.uid)
    and not exists (select from stations where state = 'active' and manages and uid <> own.uid)
  then raise exception 'nobody else may manage the office' using errcode = 'RC014'; end if;
  update stations set state = 'left', ended_at = now(), session = null, invitation = null where uid = own.uid;
  delete from key_wraps where recipient = own.uid;
  update meta set renewal_due = true where own.state = 'active';
  execute format('alter role %I nologin password null', own.role_name);
  perform pg_notify('rollcall', '');
end $body$;

-- How the office is, for people.
create function office_status() returns jsonb
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_active();
begin
  return (select jsonb_build_object(
    'office', m.office, 'name', m.name, 'keyNumber', m.key_number, 'format', m.format,
    'older', (select count(*) from changes where key_number < m.key_number and not emptied),
    'sites', (select coalesce(jsonb_agg(jsonb_build_object('uid', uid, 'name', name) order by name), '[]') from sites),
    'stations', (select jsonb_agg(jsonb_build_object(
      'uid', s.uid, 'name', s.name, 'sites', s.sites, 'manages', s.manages,
      'state', s.state, 'version', s.version, 'format', s.format, 'model', s.model, 'waiting', s.waiting,
      'clockOffsetMs', s.clock_offset, 'lastNumber', s.last_number, 'generation', s.generation,
      'joinedAt', to_ms(s.joined_at), 'seenAt', to_ms(s.seen_at), 'expiresAt', to_ms(s.expires_at),
      'endedAt', to_ms(s.ended_at)
    ) order by s.invited_at, s.uid) from stations s),
    'erasures', (select coalesce(jsonb_agg(e), '[]') from (
      select x.person, to_ms(x.at) as at,
        (select coalesce(jsonb_agg(d.station), '[]') from erased_at d join stations s on s.uid = d.station
          where d.person = x.person and s.state = 'active') as done,
        (select coalesce(jsonb_agg(s.uid), '[]') from stations s where s.state = 'active' and s.joined_at <= x.at
          and not exists (select from erased_at d where d.person = x.person and d.station = s.uid)) as missing,
        (select to_ms(max(d.at)) from erased_at d where d.person = x.person) as "lastAt"
      from erased x order by x.at desc limit 1000) e)
  ) from meta m);
end $body$;

create function to_ms(moment timestamptz) returns bigint
language sql immutable set search_path = pg_catalog, pg_temp as $body$
  select floor(extract(epoch from moment) * 1000)::bigint
$body$;
`
