import type { AuditAction } from '../contract/audit.ts'
import type { Instant } from '../contract/entities.ts'
import type { EntriesFound, ErasedEntries } from './aged-entries.ts'
import type { Database } from './database.ts'
import { createGapWriter } from './log-gaps.ts'
import { gapOf, walkLog } from './log-walk.ts'
import type { Vault } from './vault.ts'

/** Lines of the audit log that stay whatever their age, and what they are needed for. */
export const lastingActions = {
  'key.rotate': 'has the public key by which heads of before were signed',
  'person.merge': 'says for whom entries may count besides those for whom they were written',
  'person.unmerge': 'says until when',
  'retention.run': 'certifies what is missing from the logs',
  'records.seal': 'says since when there are seals',
  'models.accept': 'says who accepted the terms of which models',
} as const satisfies { readonly [action in AuditAction]?: string }

/** Lines of the audit log that are old enough to be erased; what goes is written down as gaps, as of entries. */
export interface AgedAudit {
  /** What was written before a time, but for `lastingActions` and the newest line. Null without any. */
  find(before: Instant): EntriesFound | null
  /**
   * Erases the oldest of them, in the transaction that is open. A line that does not hold is left. Null when nothing
   * could be erased.
   */
  erase(before: Instant): ErasedEntries | null
}

/** Lines that are erased at once: a check-in waits no longer than this takes. */
const maxAtOnce = 5_000

// What follows must have a line to go on from.
const due = `
  at < @before and id < (select max(id) from audit)
  and action not in (${Object.keys(lastingActions)
    .map((action) => `'${action}'`)
    .join(', ')})`

export function openAgedAudit(database: Database, vault: Vault): AgedAudit {
  const counted = database.prepare<{ count: number; from: Instant; to: Instant }>(
    `select count(*) as count, min(at) as "from", max(at) as "to" from audit where ${due}`,
  )
  const oldest = database.prepare<{ id: number; at: Instant }>(`
    select id, at from audit
    where ${due} and id not in (select value from json_each(@doubtful)) order by id limit ${maxAtOnce}`)
  const removals = [
    'delete from audit where id in (select value from json_each(@ids))',
    "delete from seals where tbl = 'audit' and key in (select value from json_each(@ids))",
  ].map((sql) => database.prepare(sql))
  const writeGaps = createGapWriter(database, 'audit')
  /** Lines that do not hold; `doctor` names them. */
  const doubtful = new Set<number>()

  return {
    find(before) {
      const found = counted.get({ before })!
      return found.count === 0 ? null : found
    },
    erase(before) {
      const chosen = new Map(
        oldest.all({ before, doubtful: JSON.stringify([...doubtful]) }).map(({ id, at }) => [id, at]),
      )
      if (chosen.size === 0) return null
      const walked = walkLog(database, vault, 'audit', {
        last: Math.max(...chosen.keys()),
        chosen: new Set(chosen.keys()),
      })
      if (walked === null) return null
      for (const id of walked.doubtful) doubtful.add(id)
      const going = walked.steps.filter(({ id }) => !doubtful.has(id))
      if (going.length === 0) return null
      const ids = going.map(({ id }) => id)
      const gaps = writeGaps(going.map((step) => gapOf(step, before)))
      for (const removal of removals) removal.run({ ids: JSON.stringify(ids) })
      const times = ids.map((id) => chosen.get(id)!)
      return { count: ids.length, from: Math.min(...times) as Instant, to: Math.max(...times) as Instant, ids, gaps }
    },
  }
}
