import { LocalDate } from '../contract/attendance-rules.ts'
import type { Instant } from '../contract/entities.ts'
import type { Database } from './database.ts'
import { createGapWriter, type WrittenGap } from './log-gaps.ts'
import { gapOf, walkLog } from './log-walk.ts'
import { openOrphanedNames } from './orphaned-names.ts'
import { readJson } from './stored-json.ts'
import type { Vault } from './vault.ts'

/** Entries that are due, or were erased. */
export interface EntriesFound {
  readonly count: number
  /** When the oldest and the newest of them were. */
  readonly from: Instant
  readonly to: Instant
}

export interface ErasedEntries extends EntriesFound {
  readonly ids: readonly number[]
  /** The gaps that this left or made longer, for the certificate. */
  readonly gaps: readonly WrittenGap[]
}

/**
 * Entries that are old enough to be erased. The one gate through which a row of the log leaves it: what goes is written
 * down as gaps, so that the seals and digests of the rest go on from there.
 */
export interface AgedEntries {
  /**
   * What has happened, and was written, before a time; an entry and its corrections are one, and as old as the newest
   * of them. Null without any.
   */
  find(before: Instant): EntriesFound | null
  /**
   * Erases the oldest of them, in the transaction that is open, with their corrections, denials, what waits for a
   * webhook and the hours that people confirmed of the months before, and blanks names that no entry needs any more. A
   * row that does not hold is left, with its corrections. Null when nothing could be erased.
   * @param from the first day that entries are kept of
   */
  erase(before: Instant, from: LocalDate): ErasedEntries | null
  /** The first day that entries are kept of; null when none was ever erased. */
  findFirstDay(): LocalDate | null
}

/** Entries that are erased at once: a check-in waits no longer than this takes. */
const maxAtOnce = 5_000
const keptFromKey = 'entries-kept-from'

/** SQL for the entries that are due, with @before. */
const due = `
  at < @before and recorded_at < @before and id not in (
    select whole.event_id from event_chains part
    join events member on member.id = part.event_id
    join event_chains whole on whole.root_id = part.root_id
    where part.at >= @before or member.recorded_at >= @before)`
const listed = '(select value from json_each(@ids))'
/** SQL for the entries that belong to listed ones, and these. */
const chainsOf = `
  select value as id from json_each(@ids) union
  select whole.event_id from event_chains part join event_chains whole on whole.root_id = part.root_id
  where part.event_id in ${listed}`

export function openAgedEntries(database: Database, vault: Vault): AgedEntries {
  const counted = database.prepare<{ count: number; from: Instant; to: Instant }>(
    `select count(*) as count, min(at) as "from", max(at) as "to" from events where ${due}`,
  )
  const oldest = database.prepare<{ id: number }>(
    `select id from events where ${due} and id not in ${listed} order by at, id limit ${maxAtOnce}`,
  )
  const whole = database.prepare<{ id: number }>(`${chainsOf} order by id`)
  const span = database.prepare<{ from: Instant; to: Instant }>(
    `select min(at) as "from", max(at) as "to" from events where id in ${listed}`,
  )
  const writeGaps = createGapWriter(database, 'events')
  const removals = [
    `delete from webhook_outbox where event_id in ${listed}`,
    `delete from disputes where event_id in ${listed}`,
    `delete from event_moves where event_id in ${listed}`,
    `delete from bare_entries where event_id in ${listed}`,
    `delete from event_chains where event_id in ${listed}`,
    `delete from events where id in ${listed}`,
    `delete from seals where tbl = 'events' and key in ${listed}`,
  ].map((sql) => database.prepare(sql))
  const forgetConfirmations = database.prepare('delete from hour_confirmations where month < @month')
  const names = openOrphanedNames(database)
  const forgetMonths = [
    database.prepare('update timesheet_basis set moves = moves + 1'),
    database.prepare('delete from timesheet_months'),
  ]
  const setting = database.prepare<{ value: string }>('select value from settings where key = @key')
  const putSetting = database.prepare('insert or replace into settings (key, value) values (@key, @value)')
  /** Entries that do not hold; `doctor` names them. */
  const doubtful = new Set<number>()

  function findFirstDay(): LocalDate | null {
    const stored = setting.get({ key: keptFromKey })
    if (stored === undefined || !database.proof.holds('settings', keptFromKey)) return null
    return (readJson(stored.value, LocalDate) as LocalDate | undefined) ?? null
  }

  function choose(before: Instant): number[] {
    const ids = oldest.all({ before, ids: JSON.stringify([...doubtful]) }).map(({ id }) => id)
    return whole.all({ ids: JSON.stringify(ids) }).map(({ id }) => id)
  }

  return {
    find(before) {
      const found = counted.get({ before })!
      return found.count === 0 ? null : found
    },
    erase(before, from) {
      const chosen = choose(before)
      if (chosen.length === 0) return null
      const walked = walkLog(database, vault, 'events', { last: chosen.at(-1)!, chosen: new Set(chosen) })
      if (walked === null) return null
      for (const id of walked.doubtful) doubtful.add(id)
      const kept = new Set(whole.all({ ids: JSON.stringify([...doubtful]) }).map(({ id }) => id))
      for (const id of kept) doubtful.add(id)
      const going = walked.steps.filter(({ id }) => !kept.has(id))
      if (going.length === 0) return null
      const parameters = { ids: JSON.stringify(going.map(({ id }) => id)) }
      const times = span.get(parameters)!
      const ofThem = names.namesOf(going.map(({ id }) => id))
      const gaps = writeGaps(going.map((step) => gapOf(step, before)))
      database.exec('pragma defer_foreign_keys = on')
      for (const removal of removals) removal.run(parameters)
      names.blank(ofThem)
      for (const forget of forgetMonths) forget.run()
      forgetConfirmations.run({ month: from.slice(0, 'yyyy-mm'.length) })
      const known = findFirstDay()
      if (known === null || known < from) putSetting.run({ key: keptFromKey, value: JSON.stringify(from) })
      return { ...times, count: going.length, ids: going.map(({ id }) => id), gaps }
    },
    findFirstDay,
  }
}
