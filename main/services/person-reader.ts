import { figuresOfDay } from '../attendance/day-figures.ts'
import type { AuditEntry } from '../contract/audit.ts'
import type { PersonId } from '../contract/entities.ts'
import type { Row, Section } from '../rights/person-data.ts'
import type { Store } from '../store/open.ts'
import type { PersonRow } from '../store/person-records.ts'

/** Reads what is held about one person, as it is handed out to them. */
export interface PersonReader {
  readonly read: <S extends Section>(section: S) => Generator<Row<S>>
}

/** The rows of sections that are handed out otherwise than they are stored. */
const changes: { readonly [S in Section]?: (row: PersonRow) => PersonRow } = {
  months: ({ figures, ...row }) => ({ ...row, days: daysOf(String(figures)) }),
  // The rest of an address may be what opens it.
  webhooks: ({ url, ...row }) => ({ ...row, host: URL.parse(String(url))?.host ?? '' }),
}

export function createPersonReader(
  { personRecords, audit }: Pick<Store, 'personRecords' | 'audit'>,
  id: PersonId,
): PersonReader {
  const ids = personRecords.idsOf(id)

  function* rows(section: Section): Generator<PersonRow> {
    if (section === 'audit') yield* auditOf(audit, ids)
    else {
      const change = changes[section]
      for (const row of personRecords.read(section, ids)) yield change === undefined ? row : change(row)
    }
  }

  return { read: rows as PersonReader['read'] }
}

/** Entries about any of these people, once each. */
function* auditOf(audit: Store['audit'], ids: readonly PersonId[]): Generator<PersonRow> {
  const told = new Set<number>()
  for (const personId of ids) {
    for (const entry of audit.iterate({ personId })) {
      if (told.has(entry.id)) continue
      if (ids.length > 1) told.add(entry.id)
      yield toAuditRow(entry, ids)
    }
  }
}

/** An entry without the numbers of others whom the same search found. */
function toAuditRow({ at, details, ...entry }: AuditEntry, ids: readonly number[]): PersonRow {
  const { people } = details
  const own = Array.isArray(people) ? { people: people.filter((one) => ids.includes(one as number)) } : {}
  return { ...entry, at: new Date(at).toISOString(), details: { ...details, ...own } }
}

/** The figures of a month, day by day. @param hex 16-bit numbers, the lower byte first */
function daysOf(hex: string): number[][] {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'))
  const figures = new Int16Array(bytes.buffer, 0, Math.floor(bytes.length / 2))
  return Array.from({ length: Math.floor(figures.length / figuresOfDay) }, (_, day) => [
    ...figures.subarray(day * figuresOfDay, (day + 1) * figuresOfDay),
  ])
}
