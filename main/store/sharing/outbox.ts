import type { LogicalTime, SharedChange, SharedKind, Uid } from '../../contract/shared-change.ts'
import type { Database } from '../database.ts'
import { present } from './noted-changes.ts'
import { type Content, nothingToTell } from './shared-row.ts'
import type { Uids } from './uids.ts'

/** What was written here and not handed over yet, by number; what it says is read from the rows. */
export interface Outbox {
  /** Puts everything that is here into it. */
  fill(time: LogicalTime): void
  /** @param read see `SharedRows.read` */
  list(station: Uid, limit: number, read: (kind: SharedKind, id: number) => Content | null): SharedChange[]
  remove(upTo: number): void
  count(): number
  /** Empties it, and has the numbers begin at 1 again. */
  clear(): void
}

const statements = { consent: 'consents', confirmation: 'hour_confirmations' } as const

const gone: Content = { fields: null, secret: null }

interface Row {
  number: number
  kind: SharedKind
  id: number
  people: string
  time: LogicalTime
  removed: number
}

export function openOutbox(database: Database, uids: Uids): Outbox {
  const fill = present.map(({ kind, rows }) =>
    database.prepare(`
      insert into shared_outbox (kind, id, people, time, removed)
      select '${kind}', id, people, coalesce((
        select time from shared_times where shared_times.kind = '${kind}' and shared_times.id = found.id), @time), removed
      from (${rows}) as found`),
  )
  // Statements of before the station joined count in the order of their ids.
  const stamp = (['consent', 'confirmation'] as const).map((kind) =>
    database.prepare(`
      insert into shared_times (kind, id, time)
      select '${kind}', id, printf('%016x', @base + row_number() over (order by id)) || @station from ${statements[kind]}
      where id not in (select id from shared_times where kind = '${kind}')`),
  )
  const oldest = database.prepare<Row>(
    'select number, kind, id, people, time, removed from shared_outbox order by number limit @limit',
  )
  const remove = database.prepare('delete from shared_outbox where number <= @upTo')
  const count = database.prepare<{ total: number }>('select count(*) as total from shared_outbox')
  const clear = ['delete from shared_outbox', "delete from sqlite_sequence where name = 'shared_outbox'"].map((sql) =>
    database.prepare(sql),
  )

  return {
    fill(time) {
      for (const each of stamp) each.run({ base: BigInt(`0x${time.slice(0, 16)}`), station: time.slice(16) })
      for (const each of fill) each.run({ time })
    },
    list: (station, limit, read) =>
      oldest.all({ limit }).map(({ number, kind, id, people, time, removed }) => {
        const uid = uids.of(kind, id)
        const about = (JSON.parse(people) as number[]).flatMap((person) => uids.of('person', person) ?? [])
        // Of a row whose uid another program has changed nothing is told but the number, which must not be missing.
        if (uid === null)
          return { station, number, kind, uid: station, people: about, time, basis: null, ...nothingToTell }
        const content = removed === 1 ? gone : (read(kind, id) ?? nothingToTell)
        return { station, number, kind, uid, people: about, time, basis: null, ...content }
      }),
    remove: (upTo) => void remove.run({ upTo }),
    count: () => count.get()!.total,
    clear() {
      for (const each of clear) each.run()
    },
  }
}
