import type { Instant } from '../contract/entities.ts'
import type { EntriesFound, ErasedEntries } from './aged-entries.ts'
import type { Database } from './database.ts'
import { figureColumns } from './evidence.ts'
import { createGapWriter, readGaps } from './log-gaps.ts'
import { bareSealOf } from './log-rows.ts'
import { gapOf, walkLog } from './log-walk.ts'
import { openOrphanedNames } from './orphaned-names.ts'
import { presentTables } from './sealed-tables.ts'
import type { Vault } from './vault.ts'

/** How alike faces were, and to whom else, of entries that are old enough for that to be erased; the entries stay. */
export interface AgedEvidence {
  /** Entries with such figures that happened and were written before a time. Null without any. */
  find(before: Instant): EntriesFound | null
  /**
   * Erases the figures of the oldest of them, in the transaction that is open, with denials that are no longer in force
   * and names that no entry needs any more. An entry that does not hold is left. Null when nothing could be erased.
   */
  erase(before: Instant): ErasedEntries | null
}

/** Entries whose figures are erased at once: a check-in waits no longer than this takes. */
const maxAtOnce = 2_000

const listed = '(select value from json_each(@ids))'
const hasFigures = `(${[...figureColumns, 'salt'].map((column) => `${column} is not null`).join(' or ')})`
const due = `
  json_each(@ranges) stretch join events on events.id between stretch.value ->> 0 and stretch.value ->> 1
  where at < @before and recorded_at < @before`

export function openAgedEvidence(database: Database, vault: Vault): AgedEvidence {
  const boundary = database.prepare<{ id: number }>('select id from events where at >= @before order by at, id limit 1')
  const counted = database.prepare<{ count: number; from: Instant; to: Instant }>(
    `select count(*) as count, min(at) as "from", max(at) as "to" from ${due} and ${hasFigures}`,
  )
  const reach = database.prepare<{ id: number | null }>(`
    select max(id) as id from (
      select events.id from ${due} and ${hasFigures} and events.id not in ${listed} order by events.id limit ${maxAtOnce})`)
  const upTo = database.prepare<{ id: number; at: Instant; filled: number }>(`
    select events.id, at, ${hasFigures} as filled from ${due} and events.id <= @last and events.id not in ${listed}
    order by events.id`)
  const keepBare = database.prepare(`
    insert into bare_entries (event_id, before, after, seal) values (@id, @before, @after, @seal)`)
  const blank = database.prepare(`
    update events set ${[...figureColumns, 'salt'].map((column) => `${column} = null`).join(', ')} where id in ${listed}`)
  // Who was upheld is named on stronger evidence than then, until there are new photos.
  const forgetDisputes = database.prepare(`delete from disputes where verdict <> 'upheld' and event_id in ${listed}`)
  const names = openOrphanedNames(database)
  const writeGaps = createGapWriter(database, 'evidence')
  const { columns } = presentTables(database).growing.find(({ name }) => name === 'events')!
  const places = new Set(figureColumns.map((column) => columns.indexOf(`events.${column}`)))
  /** Entries that do not hold; `doctor` names them. */
  const doubtful = new Set<number>()

  /** Where such entries may be: what was looked through before is not read again. */
  function rangesBefore(before: Instant): string {
    const end = (boundary.get({ before })?.id ?? Number.MAX_SAFE_INTEGER) - 1
    const ranges: [number, number][] = []
    let next = 1
    for (const { first, last } of readGaps(database, 'evidence')) {
      ranges.push([next, Math.min(end, first - 1)])
      next = last + 1
    }
    ranges.push([next, end])
    return JSON.stringify(ranges.filter(([first, last]) => first <= last))
  }

  return {
    find(before) {
      const found = counted.get({ before, ranges: rangesBefore(before) })!
      return found.count === 0 ? null : found
    },
    erase(before) {
      const wish = { before, ranges: rangesBefore(before), ids: JSON.stringify([...doubtful]) }
      const last = reach.get(wish)?.id ?? null
      if (last === null) return null
      const rows = upTo.all({ ...wish, last })
      const chosen = new Set(rows.map(({ id }) => id))
      // The log is read once in all, however many runs there are.
      const start = readGaps(database, 'evidence').findLast(({ last }) => last < rows[0]!.id) ?? null
      if (start !== null && !database.proof.holds('log_gaps', 'evidence', start.first)) return null
      const walked = walkLog(database, vault, 'events', { last, chosen, start })
      if (walked === null) return null
      for (const id of walked.doubtful) doubtful.add(id)
      const going = walked.steps
      const ids = JSON.stringify(going.map(({ id }) => id))
      const filled = rows.filter((row) => row.filled === 1 && !doubtful.has(row.id))
      const filledIds = new Set(filled.map(({ id }) => id))
      const ofThem = names.namesOf(going.map(({ id }) => id))
      // Those without figures belong to the stretch, so that it stays one.
      const gaps = writeGaps(going.map((step) => ({ ...gapOf(step, before), seal: new Uint8Array() })))
      for (const { id, before: digest, after, row, previous } of going) {
        // A newer entry is sealed with a hash of its figures, which stays.
        const isOfBefore = row.figures === 'right' && row.values.at(-1) === null
        if (!isOfBefore || !filledIds.has(id)) continue
        const left = row.values.map((value, at) => (places.has(at) ? null : value))
        const seal = bareSealOf(vault, { ...row, values: left }, { before: digest, after }, previous)
        keepBare.run({ id, before: digest, after, seal })
      }
      blank.run({ ids })
      forgetDisputes.run({ ids })
      names.blank(ofThem)
      if (filled.length === 0) return null
      const times = filled.map(({ at }) => at)
      return {
        ...{ count: filled.length, ids: filled.map(({ id }) => id), gaps },
        ...{ from: Math.min(...times) as Instant, to: Math.max(...times) as Instant },
      }
    },
  }
}
