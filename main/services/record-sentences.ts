import type { RecordFault } from '../contract/records.ts'

/** Rows named in one sentence; the others are counted. */
const maxNamed = 20

const what: Readonly<Record<RecordFault['what'], string>> = {
  changed: 'was changed',
  added: 'was added',
  removed: 'is missing',
  'put-back': 'is what it was at an earlier time',
}

/** Says in English which rows another program changed. */
export function recordsSentence(faults: readonly RecordFault[], total: number): string {
  const named = faults.slice(0, maxNamed).map((fault) => `${rowName(fault)} ${what[fault.what]}`)
  const more = total - named.length
  return `Another program changed the database: ${[...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')}. Compare with a backup.`
}

/** @param made when the head was made, as ISO 8601 */
export function describeOlder(made: string): string {
  return `The records are older than the proof that was kept of them on ${made}: an older copy was put in place. Restore the newest backup, unless you put it there yourself. The audit log says when this was noticed.`
}

/** @param made when the head was made, as ISO 8601 */
export function describeDifferent(made: string): string {
  return `Records of before ${made} are not what they were, as the proof that was kept of them shows. Compare with a backup of that time.`
}

/** A row by table and key, for example `events 7`; a table as a whole without a key. */
export function rowName({ table, key }: RecordFault): string {
  return key === null ? table : `${table} ${key}`
}
