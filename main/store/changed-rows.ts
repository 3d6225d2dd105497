import type { Database, Value } from './database.ts'
import { keySql, type RowKey } from './row-seal.ts'
import { type PresentTables, type SealedTable, sealedTables } from './sealed-tables.ts'

const widest = Math.max(...sealedTables.map(({ columns }) => columns.length))
const slots = Array.from({ length: widest }, (_, at) => `c${at}`)

/** A row of a sealed table that this connection has written since its last seal. */
export interface Change {
  tbl: string
  key: RowKey
  /** 1 when the row is a new one or was written anew: then what was there before does not matter. */
  fresh: number
  /** 1 when there was a row before; its columns are in `c0`, `c1` and so on. */
  had: number
  [slot: string]: Value
}

/** Reads what a row's sealed columns held before it was changed. */
export const slotsOf = ({ columns }: SealedTable, change: Change): Value[] =>
  columns.map((_, at) => change[slots[at]!]!)

const fresh = (tbl: string, key: string) => `
  update changes set fresh = 1 where tbl = '${tbl}' and key = ${key};
  insert into changes (tbl, key, fresh, had) select '${tbl}', ${key}, 1, 0
    where not exists (select 1 from changes where tbl = '${tbl}' and key = ${key});`

/** Notes that a row counts as written anew, whatever was there before. */
export function noteFresh(database: Database, table: string, key: RowKey): void {
  database.prepare('update temp.changes set fresh = 1 where tbl = @table and key = @key').run({ table, key })
  database
    .prepare(`insert into temp.changes (tbl, key, fresh, had) select @table, @key, 1, 0
      where not exists (select 1 from temp.changes where tbl = @table and key = @key)`)
    .run({ table, key })
}

/**
 * Has this connection note which rows change. `insert or …` is not used: the outer statement's own would take its
 * place.
 */
export function watchRows(database: Database, { changing, growing }: PresentTables): void {
  const before = ({ name, columns }: SealedTable, key: string) => `
    insert into changes (tbl, key, fresh, had, ${slots.slice(0, columns.length).join(', ')})
      select '${name}', ${key}, 0, 1, ${columns.map((column) => `old.${column}`).join(', ')}
      where not exists (select 1 from changes where tbl = '${name}' and key = ${key});`
  const ofChanging = changing.map((table) => {
    const { name, key, columns } = table
    const [was, is] = [keySql(table, 'old'), keySql(table, 'new')]
    return `
      drop trigger if exists temp.${name}_sealed_new; create temp trigger ${name}_sealed_new after insert on main.${name} begin ${fresh(name, is)} end;
      drop trigger if exists temp.${name}_sealed_change; create temp trigger ${name}_sealed_change after update of ${[...key, ...columns].join(', ')} on main.${name} begin
        ${before(table, was)}
      end;
      drop trigger if exists temp.${name}_sealed_key; create temp trigger ${name}_sealed_key after update of ${key.join(', ')} on main.${name} when ${was} <> ${is} begin
        ${fresh(name, is)}
      end;
      drop trigger if exists temp.${name}_sealed_gone; create temp trigger ${name}_sealed_gone after delete on main.${name} begin ${before(table, was)} end;`
  })
  const ofGrowing = growing.map(
    ({ name }) =>
      `drop trigger if exists temp.${name}_sealed_new; create temp trigger ${name}_sealed_new after insert on main.${name} begin ${fresh(name, '+new.id')} end;`,
  )
  database.exec(`
    pragma temp_store = memory;
    create temp table if not exists changes (
      tbl text not null, key not null, fresh integer not null, had integer not null, ${slots.join(', ')},
      unique (tbl, key));
    ${[...ofChanging, ...ofGrowing].join('\n')}`)
}
