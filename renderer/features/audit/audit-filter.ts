import { type AuditFamily, type AuditFilter, auditFamilies } from '../../../main/contract/audit.ts'
import type { Instant, PersonId } from '../../../main/contract/entities.ts'
import { startOfDay } from '../../messages/format.ts'
import type { Parameters } from '../../route.ts'

/** What the screen shows of the log, as its fields and its address have it. */
export interface ShownFilter {
  /** Null for anybody. */
  readonly actor: string | null
  /** Null for everything. */
  readonly family: AuditFamily | null
  readonly person: PersonId | null
  /** The first and the last local day, as an input of type date writes them; empty for no end. */
  readonly from: string
  readonly to: string
}

export const wholeLog: ShownFilter = { actor: null, family: null, person: null, from: '', to: '' }

/** The filter of an address; what is not understood is left out. */
export function parseAuditFilter({ actor, what, person, from = '', to = '' }: Parameters): ShownFilter {
  return {
    actor: actor ?? null,
    family: auditFamilies.find((each) => each === what) ?? null,
    person: person !== undefined && /^[1-9]\d{0,14}$/.test(person) ? (Number(person) as PersonId) : null,
    from: noonOf(from) === null ? '' : from,
    to: noonOf(to) === null ? '' : to,
  }
}

/** The filter as an address keeps it; null is what goes out of the address. */
export function auditParameters({ actor, family, person, from, to }: ShownFilter): Record<string, string | null> {
  const text = (value: string) => (value === '' ? null : value)
  return { actor, what: family, person: person === null ? null : String(person), from: text(from), to: text(to) }
}

/** The filter as the engine takes it. Days begin at local midnight, and the last one counts. */
export function toEngineFilter({ actor, family, person, from, to }: ShownFilter): AuditFilter {
  return { actor, family, action: null, personId: person, from: dayStart(from, 0), to: dayStart(to, 1) }
}

function dayStart(day: string, days: number): Instant | null {
  const noon = noonOf(day)
  return noon === null ? null : startOfDay(noon, days)
}

/** The middle of a day, which every zone has. */
function noonOf(day: string): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  return year === undefined ? null : new Date(Number(year), Number(month) - 1, Number(date), 12).getTime()
}
