import { logFunctions } from './log-functions.ts'
import { managingFunctions } from './managing-functions.ts'
import { stationFunctions } from './station-functions.ts'
import { tables } from './tables.ts'

/** The steps from each version of the schema to the next; those that were released stay as they are. */
export const schemaSteps: readonly string[] = [[tables, stationFunctions, logFunctions, managingFunctions].join('\n')]

/** The version of the schema that this Rollcall works with. */
export const schemaVersion = schemaSteps.length

/** What begins the comment on the schema of every office; the rest is its uid. */
export const schemaMark = 'Rollcall office '

/** Nobody may do anything but by what a role was given. */
export const withoutPublic = `
revoke all on schema rollcall from public;
revoke all on all tables in schema rollcall from public;
revoke all on all functions in schema rollcall from public;
`

/**
 * Everything that makes the schema work as it should, as rows of text in a fixed order, but for who was granted what.
 * Any account of the database may read it.
 */
export const fingerprintQuery = `
select line from (
  select 'table ' || c.relname || ' ' || c.relkind::text || ' ' || c.relrowsecurity || ' ' || a.attname || ' ' ||
    format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull as line
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'rollcall'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
  union all
  select 'function ' || p.proname || ' ' || pg_get_function_identity_arguments(p.oid) || ' ' || p.prosecdef || ' ' ||
    coalesce(array_to_string(p.proconfig, ' '), '') || ' ' || (p.proowner = n.nspowner) || ' ' || md5(p.prosrc)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'rollcall'
  union all
  select 'trigger ' || c.relname || ' ' || t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'rollcall'::regnamespace and not t.tgisinternal
  union all
  select 'policy ' || c.relname || ' ' || p.polname || ' ' || p.polcmd::text || ' ' || pg_get_expr(p.polqual, p.polrelid)
  from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'rollcall'::regnamespace
  union all
  select 'constraint ' || c.relname || ' ' || k.conname || ' ' || k.contype::text from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  where k.connamespace = 'rollcall'::regnamespace and k.contype in ('p', 'u', 'f', 'c')
  union all
  select 'rule ' || tablename || ' ' || rulename from pg_rules where schemaname = 'rollcall'
) lines order by line collate "C"`
