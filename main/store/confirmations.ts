import type { Instant, PersonId } from '../contract/entities.ts'
import type { Confirmation } from '../contract/hours.ts'
import type { Database } from './database.ts'
import { newestFirst } from './sharing/shared-times.ts'

export interface StoredConfirmation extends Omit<Confirmation, 'changed'> {
  readonly personId: PersonId
  /** Of the figures that were confirmed. */
  readonly digest: string
}

/** Months of hours that people confirmed. Records are never changed; a changed one does not count. */
export interface Confirmations {
  add(confirmation: Omit<StoredConfirmation, 'at'>): StoredConfirmation
  /** The newest of a person and month. */
  find(personId: PersonId, month: string): StoredConfirmation | null
  /** The newest of everybody who confirmed a month, by person. */
  listOfMonth(month: string): Map<PersonId, StoredConfirmation>
}

interface Row {
  id: number
  person_id: number
  month: string
  digest: string
  worked_minutes: number
  at: number
  kiosk: string
}

const columns = 'id, person_id, month, digest, worked_minutes, at, kiosk'

export function openConfirmations(database: Database, now: () => number): Confirmations {
  const insert = database.prepare(`
    insert into hour_confirmations (person_id, month, digest, worked_minutes, at, kiosk)
    values (@personId, @month, @digest, @workedMinutes, @at, @kiosk)`)
  const ofPerson = database.prepare<Row>(`
    select ${columns} from hour_confirmations where person_id = @personId and month = @month order by ${newestFirst('confirmation', 'hour_confirmations')}`)
  const ofMonth = database.prepare<Row>(
    `select ${columns} from hour_confirmations where month = @month order by ${newestFirst('confirmation', 'hour_confirmations')}`,
  )

  const holds = ({ id }: Row) => database.proof.holds('hour_confirmations', id)

  function find(personId: PersonId, month: string): StoredConfirmation | null {
    const row = ofPerson.all({ personId, month }).find(holds)
    return row === undefined ? null : confirmationOf(row)
  }

  return {
    add(confirmation) {
      insert.run({ ...confirmation, at: now() })
      return find(confirmation.personId, confirmation.month)!
    },
    find,
    listOfMonth: (month) =>
      new Map(
        ofMonth
          .all({ month })
          .toReversed()
          .filter(holds)
          .map((row) => [row.person_id as PersonId, confirmationOf(row)]),
      ),
  }
}

function confirmationOf(row: Row): StoredConfirmation {
  return {
    ...{ personId: row.person_id as PersonId, month: row.month, digest: row.digest, kiosk: row.kiosk },
    ...{ workedMinutes: row.worked_minutes, at: row.at as Instant },
  }
}
