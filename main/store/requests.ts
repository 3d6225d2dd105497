import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { CorrectionDraft, CorrectionRequest, type CorrectionRequestId } from '../contract/timesheets.ts'
import type { Damages } from './damages.ts'
import type { Database } from './database.ts'
import { readJson } from './stored-json.ts'

/** Corrections that people asked for at the kiosk. */
export interface Requests {
  add(draft: CorrectionDraft, requestedBy: string): CorrectionRequest
  /** @throws AppError `request-gone` when there is no such request, `database-damaged` when it cannot be read */
  get(id: CorrectionRequestId): CorrectionRequest
  /** Newest first, at most a thousand, without damaged ones. */
  list(waiting: boolean): CorrectionRequest[]
  /** Writes the state of a decided request. */
  decide(request: CorrectionRequest): void
  /** Removes all requests of an erased person. */
  forgetPerson(personId: PersonId): void
}

interface Row {
  id: number
  person_id: number
  draft: string
  requested_at: number
  requested_by: string
  state: string
}

const columns = 'id, person_id, draft, requested_at, requested_by, state'

export function openRequests(database: Database, damages: Damages, now: () => number): Requests {
  const insert = database.prepare(`
    insert into correction_requests (person_id, draft, requested_at, requested_by, state, waiting)
    values (@personId, @draft, @at, @by, '{"kind":"waiting"}', 1)`)
  const byId = database.prepare<Row>(`select ${columns} from correction_requests where id = @id`)
  const all = database.prepare<Row>(`select ${columns} from correction_requests order by id desc limit 1000`)
  const open = database.prepare<Row>(
    `select ${columns} from correction_requests where waiting = 1 order by id desc limit 1000`,
  )
  const update = database.prepare('update correction_requests set state = @state, waiting = @waiting where id = @id')

  const forget = database.prepare('delete from correction_requests where person_id = @personId')

  function get(id: CorrectionRequestId): CorrectionRequest {
    const row = byId.get({ id })
    if (row === undefined) throw new AppError('request-gone', 'There is no such request.', { details: { id } })
    const request = requestOf(row)
    if (request !== null) return request
    const message = 'This request is damaged and cannot be read. Restore a backup, or correct the entry yourself.'
    throw new AppError('database-damaged', message, { details: { id } })
  }

  function requestOf(row: Row): CorrectionRequest | null {
    const draft = readJson(row.draft, CorrectionDraft)
    const state = readJson(row.state, CorrectionRequest.shape.state)
    if (draft === undefined || state === undefined || !database.proof.holds('correction_requests', row.id)) {
      damages.report({ kind: 'request', id: row.id, personId: row.person_id as PersonId })
      return null
    }
    return {
      id: row.id as CorrectionRequestId,
      draft,
      requestedAt: row.requested_at as Instant,
      requestedBy: row.requested_by,
      state,
    }
  }

  return {
    add(draft, by) {
      const { id } = insert.run({ personId: draft.personId, draft: JSON.stringify(draft), at: now(), by })
      return get(id as CorrectionRequestId)
    },
    get,
    list: (waiting) => (waiting ? open : all).all().flatMap((row) => requestOf(row) ?? []),
    decide({ id, state }) {
      update.run({ id, state: JSON.stringify(state), waiting: state.kind === 'waiting' ? 1 : 0 })
    },
    forgetPerson: (personId) => void forget.run({ personId }),
  }
}
