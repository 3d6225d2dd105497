/** What only a station may call that manages the office: who belongs to it, and under which key. */
export const managingFunctions = `
-- Gives a station's role what a station may do, and nothing else.
create function grant_station(station_role name) returns void
language plpgsql set search_path = rollcall, pg_catalog, pg_temp as $body$
begin
  execute format('grant usage on schema rollcall to %I', station_role);
  execute format('grant select on changes to %I', station_role);
  execute format('grant execute on function my_sites, current_epoch, schema_proof, schema_of, hello, report, join_office, my_keys, push, pull,
    acknowledge_erased, leave_office, office_status, invite, admit, newcomers, recipients, renew_key, revoke_station,
    older_rows, reseal, set_recovery, add_site, set_sites, set_manages to %I', station_role);
end $body$;

create function make_role(station_role name, verifier text, until text) returns void
language plpgsql set search_path = rollcall, pg_catalog, pg_temp as $body$
begin
  if verifier !~ '^SCRAM-SHA-256\\$' then raise exception 'a malformed password' using errcode = 'RC015'; end if;
  execute format('create role %I login noinherit nocreatedb nocreaterole password %L valid until %L',
    station_role, verifier, until);
  -- So that the office's owner may end its sessions.
  execute format('grant %I to %I', station_role, current_user);
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', station_role, '60s');
  perform grant_station(station_role);
end $body$;

create function invite(
  station_uid uuid, station_name text, station_role name, verifier text, station_sites uuid[], may_manage boolean,
  expiry_ms bigint, sealed bytea
) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
  expiry timestamptz := to_timestamp(expiry_ms / 1000.0);
begin
  if station_role <> 'rollcall_' || replace(station_uid::text, '-', '') then
    raise exception 'a malformed role' using errcode = 'RC015';
  end if;
  if exists (select unnest(station_sites) except select uid from sites) or station_sites = '{}' then
    raise exception 'an unknown site' using errcode = 'RC016';
  end if;
  perform make_role(station_role, verifier, expiry::text);
  insert into stations (uid, name, role_name, sites, manages, state, invitation, expires_at)
    values (station_uid, station_name, station_role, station_sites, may_manage, 'invited', sealed, expiry);
end $body$;

-- Stations that wait to be taken in.
create function newcomers() returns table (
  uid uuid, name text, public_key bytea, introduction bytea, invitation bytea
)
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
begin
  return query select s.uid, s.name, s.public_key, s.introduction, s.invitation from stations s where s.state = 'waiting';
end $body$;

-- For whom a new key has to be wrapped: all active stations, and the recovery key.
create function recipients() returns table (uid uuid, public_key bytea, vouch bytea, is_recovery boolean)
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
begin
  return query
    select s.uid, s.public_key, s.vouch, false from stations s where s.state = 'active'
    union all select r.uid, r.public_key, r.vouch, true from recovery_keys r where r.replaced_at is null;
end $body$;

create function store_wraps(wraps jsonb, from_station uuid) returns void
language sql set search_path = rollcall, pg_catalog, pg_temp as $body$
  insert into key_wraps (number, recipient, sender, sender_key, wrapped, vouch)
  select (w ->> 'number')::integer, (w ->> 'recipient')::uuid, from_station, decode(w ->> 'senderKey', 'base64'),
    decode(w ->> 'wrapped', 'base64'), decode(w ->> 'vouch', 'base64')
  from jsonb_array_elements(wraps) w
$body$;

create function admit(station_uid uuid, key bytea, admission_proof bytea, station_vouch bytea, at_key integer, wraps jsonb)
returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
begin
  perform from meta for update;
  if (select key_number from meta) <> at_key then raise exception 'there is a newer key' using errcode = 'RC012'; end if;
  update stations set state = 'active', admission = admission_proof, vouch = station_vouch, invitation = null,
    introduction = null, joined_at = now()
    where uid = station_uid and state = 'waiting' and public_key = key;
  if not found then raise exception 'no such newcomer' using errcode = 'RC016'; end if;
  if (select count(distinct (w ->> 'number')::integer) from jsonb_array_elements(wraps) w
    where (w ->> 'recipient')::uuid = station_uid) <> at_key
  then raise exception 'a key is missing' using errcode = 'RC015'; end if;
  perform store_wraps(wraps, own.uid);
  perform pg_notify('rollcall', '');
end $body$;

-- Begins a new key for exactly the stations that are active now.
create function renew_key(new_number integer, wraps jsonb, vouches jsonb) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
begin
  perform from meta for update;
  if (select key_number from meta) <> new_number - 1 then
    raise exception 'there is a newer key' using errcode = 'RC012';
  end if;
  if array(select uid from recipients() order by 1) <>
    array(select (w ->> 'recipient')::uuid from jsonb_array_elements(wraps) w
      where (w ->> 'number')::integer = new_number order by 1)
  then raise exception 'the stations have changed meanwhile' using errcode = 'RC013'; end if;
  perform store_wraps(wraps, own.uid);
  update stations s set vouch = decode(v ->> 'vouch', 'base64')
    from jsonb_array_elements(vouches) v where s.uid = (v ->> 'uid')::uuid;
  update recovery_keys r set vouch = decode(v ->> 'vouch', 'base64')
    from jsonb_array_elements(vouches) v where r.uid = (v ->> 'uid')::uuid;
  update meta set key_number = new_number, renewal_due = false;
  perform pg_notify('rollcall', '');
end $body$;

-- Ends a station: its login, its keys and its sessions, at once.
create function revoke_station(station_uid uuid) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
  other stations;
begin
  if station_uid = own.uid then raise exception 'a station leaves by itself' using errcode = 'RC014'; end if;
  select * into other from stations where uid = station_uid for update;
  if other.uid is null then raise exception 'no such station' using errcode = 'RC016'; end if;
  if other.state not in ('revoked', 'left') then
    update stations set state = 'revoked', ended_at = now(), session = null, invitation = null where uid = station_uid;
    delete from key_wraps where recipient = station_uid;
    update meta set renewal_due = true where other.state = 'active';
    execute format('alter role %I nologin password null', other.role_name);
  end if;
  -- Sessions that began while this was on its way end when it is asked for once more.
  perform pg_terminate_backend(pid) from pg_stat_activity where usename = other.role_name;
  perform pg_notify('rollcall', '');
end $body$;

-- Changes that are still under an older key.
create function older_rows(after_station uuid, after_number bigint, max_rows integer) returns table (
  station uuid, number bigint, kind text, uid uuid, people uuid[], "time" text, basis uuid, fields jsonb, secret bytea,
  proof bytea, key_number integer
)
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $body$
declare
  own stations := me_managing();
begin
  return query select c.station, c.number, c.kind, c.uid, c.people, c.time, c.basis, c.fields, c.secret, c.proof, c.key_number
    from changes c where c.key_number < (select m.key_number from meta m) and not c.emptied
      and (c.station, c.number) > (after_station, after_number)
    order by c.station, c.number limit max_rows;
end $body$;

-- Puts the same content under the newest key, unless somebody was faster or the person was erased.
create function reseal(
  of_stations uuid[], of_numbers bigint[], from_keys integer[], new_secrets bytea[], new_proofs bytea[], new_key integer
) returns integer
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $body$
declare
  own stations := me_managing();
  renewed integer;
begin
  if (select key_number from meta) <> new_key then raise exception 'there is a newer key' using errcode = 'RC012'; end if;
  update changes c set secret = g.secret, proof = g.proof, key_number = new_key
    from unnest(of_stations, of_numbers, from_keys, new_secrets, new_proofs) as g (station, number, from_key, secret, proof)
    where c.station = g.station and c.number = g.number and c.key_number = g.from_key and not c.emptied
      and (c.secret is null) = (g.secret is null);
  get diagnostics renewed = row_count;
  return renewed;
end $body$;

create function set_recovery(
  key_uid uuid, key bytea, key_vouch bytea, key_admission bytea, key_sender bytea, at_key integer, wraps jsonb
) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
begin
  perform from meta for update;
  if (select key_number from meta) <> at_key then raise exception 'there is a newer key' using errcode = 'RC012'; end if;
  update recovery_keys set replaced_at = now() where replaced_at is null;
  delete from key_wraps where recipient in (select uid from recovery_keys);
  insert into recovery_keys (uid, public_key, vouch, admission, sender_key)
    values (key_uid, key, key_vouch, key_admission, key_sender);
  perform store_wraps(wraps, own.uid);
end $body$;

create function add_site(site_uid uuid, site_name text) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
begin
  insert into sites values (site_uid, site_name);
end $body$;

create function set_sites(station_uid uuid, station_sites uuid[]) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
begin
  if exists (select unnest(station_sites) except select uid from sites) or station_sites = '{}' then
    raise exception 'an unknown site' using errcode = 'RC016';
  end if;
  update stations set sites = station_sites where uid = station_uid;
  perform pg_notify('rollcall', '');
end $body$;

create function set_manages(station_uid uuid, may_manage boolean) returns void
language plpgsql security definer set search_path = rollcall, pg_catalog, pg_temp as $body$
declare
  own stations := me_managing();
begin
  if station_uid = own.uid and not may_manage then raise exception 'not oneself' using errcode = 'RC014'; end if;
  update stations set manages = may_manage where uid = station_uid;
end $body$;
`
