import { z } from 'zod'
import { type EventId, Instant, type PersonId } from '../../contract/entities.ts'
import { Uid } from '../../contract/shared-change.ts'
import { CorrectionDraft, CorrectionRequest } from '../../contract/timesheets.ts'
import type { Database } from '../database.ts'
import { readJson } from '../stored-json.ts'
import type { Referents } from './referents.ts'
import { isVoid, known, readFields, refused, type SharedRows, taken } from './shared-row.ts'
import { openSharedTimes } from './shared-times.ts'
import type { Uids } from './uids.ts'

interface Tables {
  readonly uids: Uids
  readonly referents: Referents
}

const [waits, approved, denied] = CorrectionRequest.shape.state.options

const SharedRequest = z.object({
  draft: CorrectionDraft.omit({ personId: true, corrects: true }).extend({ person: Uid, corrects: Uid.nullable() }),
  requestedAt: Instant,
  requestedBy: z.string(),
  state: z.discriminatedUnion('kind', [waits, approved.extend({ correction: Uid }), denied]),
})
type State = z.infer<typeof SharedRequest>['state']

/** An approval stands in the log, so it beats a refusal that did not know of it; otherwise the first counts. */
const ranks = { waiting: 0, refused: 1, approved: 2 } as const
const rankOf = (state: State) =>
  `${ranks[state.kind]} ${state.kind === 'waiting' ? '' : String(Number.MAX_SAFE_INTEGER - state.at).padStart(16, '0')} ${JSON.stringify(state)}`

/** Corrections that people asked for, and what the office said. */
export function openSharedRequests(database: Database, { uids, referents }: Tables): SharedRows {
  const byId = database.prepare<{ draft: string; requested_at: number; requested_by: string; state: string }>(
    'select draft, requested_at, requested_by, state from correction_requests where id = @id',
  )
  const insert = database.prepare(`
    insert into correction_requests (person_id, draft, requested_at, requested_by, state, waiting)
    values (@personId, @draft, @requestedAt, @requestedBy, @state, @waiting)`)
  const decide = database.prepare('update correction_requests set state = @state, waiting = 0 where id = @id')

  function read(id: number): z.infer<typeof SharedRequest> | null {
    const row = byId.get({ id })
    const draft = row && readJson(row.draft, CorrectionDraft)
    const state = row && readJson(row.state, CorrectionRequest.shape.state)
    if (row === undefined || draft === undefined || state === undefined) return null
    if (!database.proof.holds('correction_requests', id)) return null
    const { personId, corrects, ...same } = draft
    const person = uids.of('person', personId)
    const correction = state.kind === 'approved' ? uids.of('event', state.correction) : null
    if (person === null || (state.kind === 'approved' && correction === null)) return null
    return {
      draft: { ...same, person, corrects: corrects && uids.of('event', corrects) },
      ...{ requestedAt: row.requested_at as Instant, requestedBy: row.requested_by },
      state: state.kind === 'approved' ? { ...state, correction: correction! } : state,
    }
  }

  return {
    read(id) {
      const fields = read(id)
      return fields && { fields, secret: null }
    },
    take({ uid, fields }) {
      const shared = readFields(SharedRequest, fields)
      if (shared === null) return refused
      const { draft, state, ...same } = shared
      const at = referents.person(draft.person)
      if (at.kind === 'erased') return isVoid
      if (at.kind === 'unknown') return { kind: 'waits', for: draft.person }
      const entry = (of: Uid | null) => of && (uids.find('event', of) as EventId | null)
      const [corrects, correction] = [entry(draft.corrects), entry(state.kind === 'approved' ? state.correction : null)]
      if (draft.corrects !== null && corrects === null) return { kind: 'waits', for: draft.corrects }
      if (state.kind === 'approved' && correction === null) return { kind: 'waits', for: state.correction }
      const here = JSON.stringify(state.kind === 'approved' ? { ...state, correction } : state)
      const id = uids.find('request', uid)
      if (id !== null) {
        const before = read(id)
        if (before === null || rankOf(before.state) >= rankOf(state)) return known
        decide.run({ id, state: here })
        return taken
      }
      const { person: _, ...rest } = draft
      const added = insert.run({
        ...same,
        ...{ personId: at.id, draft: JSON.stringify({ ...rest, personId: at.id, corrects }), state: here },
        waiting: state.kind === 'waiting' ? 1 : 0,
      })
      uids.assign('request', added.id, uid)
      return taken
    },
  }
}

const Verdict = z.enum(['open', 'upheld', 'dismissed'])
const SharedDispute = z.object({
  event: Uid,
  person: Uid,
  rival: Uid.nullable(),
  similarity: z.number(),
  at: Instant,
  verdict: Verdict,
})

/** Namings that were denied at a kiosk: of what the office said the last word counts. */
export function openSharedDisputes(database: Database, { uids, referents }: Tables): SharedRows {
  const times = openSharedTimes(database)
  interface Row {
    event_id: number
    person_id: number
    rival_id: number | null
    similarity: number
    at: number
    verdict: z.infer<typeof Verdict>
  }
  const byId = database.prepare<Row>(
    'select event_id, person_id, rival_id, similarity, at, verdict from disputes where id = @id',
  )
  const ofEvent = database.prepare<{ id: number }>('select id from disputes where event_id = @eventId')
  const isHere = database.prepare('select 1 from people where id = @id')
  const insert = database.prepare(`
    insert into disputes (event_id, person_id, rival_id, similarity, at, verdict)
    values (@eventId, @personId, @rivalId, @similarity, @at, @verdict)`)
  const decide = database.prepare('update disputes set verdict = @verdict where id = @id')
  return {
    read(id) {
      const row = byId.get({ id })
      const person = row && uids.of('person', row.person_id)
      const event = row && uids.of('event', row.event_id)
      if (row === undefined || person == null || event == null) return null
      const rival = row.rival_id && uids.of('person', row.rival_id)
      return {
        fields: { event, person, rival, similarity: row.similarity, at: row.at, verdict: row.verdict },
        secret: null,
      }
    },
    take({ uid, fields, time }) {
      const shared = readFields(SharedDispute, fields)
      if (shared === null) return refused
      const { event, person, rival, verdict, ...same } = shared
      const at = referents.person(person)
      if (at.kind === 'erased') return isVoid
      if (at.kind === 'unknown') return { kind: 'waits', for: person }
      const eventId = uids.find('event', event)
      if (eventId === null) return { kind: 'waits', for: event }
      const id = uids.find('dispute', uid) ?? ofEvent.get({ eventId })?.id ?? null
      if (id !== null) {
        if (verdict === 'open' || (times.of('dispute', id) ?? '') >= time) return known
        decide.run({ id, verdict })
        times.put('dispute', id, time)
        return taken
      }
      const rivalId = rival && (uids.find('person', rival) as PersonId | null)
      const isRivalHere = rivalId !== null && isHere.get({ id: rivalId }) !== undefined
      const added = insert.run({ ...same, eventId, personId: at.id, rivalId: isRivalHere ? rivalId : null, verdict })
      uids.assign('dispute', added.id, uid)
      if (verdict !== 'open') times.put('dispute', added.id, time)
      return taken
    },
  }
}

const SharedGuest = z.object({
  name: z.string(),
  company: z.string(),
  /** Without the name: nothing of it is left with a guest when the host is erased. */
  host: Uid.nullable(),
  kiosk: z.string(),
  arrivedAt: Instant,
  leftAt: Instant.nullable(),
})

/** Guests: signed in once and out once; only the first time counts. */
export function openSharedGuests(database: Database, { uids, referents }: Tables): SharedRows {
  const byId = database.prepare<{
    name: string
    company: string
    host_id: number
    kiosk: string
    arrived_at: number
    left_at: number | null
  }>('select name, company, host_id, kiosk, arrived_at, left_at from guests where id = @id')
  const hostName = database.prepare<{ name: string }>('select name from people where id = @id')
  const insert = database.prepare(`
    insert into guests (name, company, host_id, host_name, kiosk, arrived_at, left_at)
    values (@name, @company, @hostId, @hostName, @kiosk, @arrivedAt, @leftAt)`)
  const leave = database.prepare(
    'update guests set left_at = @leftAt where id = @id and (left_at is null or left_at > @leftAt)',
  )
  return {
    read(id) {
      const row = byId.get({ id })
      if (row === undefined) return null
      const { name, company, host_id: host, kiosk, arrived_at: arrivedAt, left_at: leftAt } = row
      return { fields: { name, company, host: uids.of('person', host), kiosk, arrivedAt, leftAt }, secret: null }
    },
    take({ uid, fields }) {
      const shared = readFields(SharedGuest, fields)
      if (shared === null) return refused
      const id = uids.find('guest', uid)
      if (id !== null)
        return shared.leftAt !== null && leave.run({ id, leftAt: shared.leftAt }).changes > 0 ? taken : known
      const { host, ...same } = shared
      const at = host === null ? null : referents.person(host)
      if (at?.kind === 'unknown') return { kind: 'waits', for: host! }
      const hostId = at?.id ?? 0
      const added = insert.run({ ...same, hostId, hostName: hostName.get({ id: hostId })?.name ?? '—' })
      uids.assign('guest', added.id, uid)
      return taken
    },
  }
}
