import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { CorrectionDraft, CorrectionRequest, CorrectionRequestId } from '../contract/timesheet.ts'
import type { Database } from './database.ts'

/** Corrections that somebody asked for. */
export interface Requests {
  add(draft: CorrectionDraft, requestedBy: string): CorrectionRequest
  /** @throws AppError `invalid-input` when there is no such request */
  get(id: CorrectionRequestId): CorrectionRequest
  /** Newest first, at most a thousand. */
  list(waiting: boolean): CorrectionRequest[]
  /** Writes the state of a decided request. */
  decide(request: CorrectionRequest): void
  /** Removes what was asked about a person who is erased, with its reasons. */
  forgetPerson(personId: PersonId): void
}

interface Row {
  id: number
  draft: string
  requested_at: number
  requested_by: string
  state: string
}

const columns = 'id, draft, requested_at, requested_by, state'

export function openRequests(database: Database, now: () => number): Requests {
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
    if (row === undefined) throw new AppError('invalid-input', 'There is no such request.', { details: { id } })
    return requestOf(row)
  }

  return {
    add(draft, by) {
      const { id } = insert.run({ personId: draft.personId, draft: JSON.stringify(draft), at: now(), by })
      return get(id as CorrectionRequestId)
    },
    get,
    list: (waiting) => (waiting ? open : all).all().map(requestOf),
    decide({ id, state }) {
      update.run({ id, state: JSON.stringify(state), waiting: state.kind === 'waiting' ? 1 : 0 })
    },
    forgetPerson: (personId) => void forget.run({ personId }),
  }
}

function requestOf(row: Row): CorrectionRequest {
  return {
    id: row.id as CorrectionRequestId,
    draft: JSON.parse(row.draft) as CorrectionDraft,
    requestedAt: row.requested_at as Instant,
    requestedBy: row.requested_by,
    state: JSON.parse(row.state) as CorrectionRequest['state'],
  }
}
