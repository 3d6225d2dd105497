import type { Database } from './database.ts'
import { present } from './sharing/noted-changes.ts'

/** The numbers under which this station hands its changes over. */
export interface SharedNumbers {
  /** The newest number that was handed over; 0 before the first. */
  readHandedOver(): number
  /** How many of the changes that wait are new entries. */
  countWaitingEntries(): number
  /**
   * Has what waits go over under numbers behind this one, in the same order; with `everything`, all that is here once
   * more, because the office has lost some of it.
   */
  numberAfter(number: number, everything: boolean): void
}

export function openSharedNumbers(database: Database): SharedNumbers {
  const handedOver = database.prepare<{ number: number }>(`
    select coalesce((select min(number) - 1 from shared_outbox),
      (select seq from sqlite_sequence where name = 'shared_outbox'), 0) as number`)
  const entries = database.prepare<{ total: number }>(
    "select count(*) as total from shared_outbox where kind = 'event' and removed = 0",
  )
  const clear = database.prepare('delete from shared_outbox')
  const fill = present.map(({ kind, rows }) =>
    database.prepare(`
      insert into shared_outbox (kind, id, people, time, removed)
      select '${kind}', id, people, (select time from shared_station), removed from (${rows})`),
  )
  const first = database.prepare<{ number: number | null }>('select min(number) as number from shared_outbox')
  // By way of negative numbers, so that no number is there twice in between.
  const shift = ['update shared_outbox set number = -number - @by', 'update shared_outbox set number = -number'].map(
    (sql) => database.prepare(sql),
  )
  const noted = database.prepare("select 1 from sqlite_sequence where name = 'shared_outbox'")
  const begin = database.prepare("insert into sqlite_sequence (name, seq) values ('shared_outbox', 0)")
  const settle = database.prepare(`
    update sqlite_sequence set seq = coalesce((select max(number) from shared_outbox), @number)
    where name = 'shared_outbox'`)
  return {
    readHandedOver: () => handedOver.get()!.number,
    countWaitingEntries: () => entries.get()!.total,
    numberAfter: (number, everything) =>
      database.transaction(() => {
        if (everything) {
          clear.run()
          for (const each of fill) each.run()
        }
        const from = first.get()!.number
        if (from !== null && from <= number) {
          shift[0]!.run({ by: number + 1 - from })
          shift[1]!.run()
        }
        if (noted.get() === undefined) begin.run()
        settle.run({ number })
      }),
  }
}
