import type { PersonId } from '../contract/entities.ts'
import { blob, type Database } from './database.ts'
import type { Moved, MovedDispute, MovedPin, PersonRules } from './moved.ts'
import type { PinSeal } from './pin-seal.ts'

/**
 * Moves what a person has, beside templates and rules, to somebody else and back: entries, PIN, requests, disputes,
 * guests, what they signed and confirmed.
 */
export interface Belongings {
  /** Moves everything of `gone` to `kept`; both are enrolled. @returns what was moved, for `transferBack` */
  transfer(
    merge: number,
    gone: PersonId,
    kept: PersonId,
  ): Omit<Moved, keyof PersonRules | 'createdAt' | 'memberships' | 'employments'>
  /** Moves back what `kept` still has of it, with later corrections of those entries; both are enrolled. */
  transferBack(merge: number, gone: PersonId, kept: PersonId, moved: Moved): void
}

interface DisputeRow {
  id: number
  person_id: number
  rival_id: number | null
}

interface PinRow {
  hash: Uint8Array
  seal: Uint8Array | null
  set_at: number
}

export function openBelongings(database: Database, pinSeal: PinSeal): Belongings {
  const listMoves = database.prepare(`
    insert into event_moves (merge_id, event_id, from_id, to_id)
    select @merge, id, @gone, @kept from events where person_id = @gone`)
  const redirectMoves = database.prepare('update event_moves set to_id = @to where merge_id = @merge')
  // Later corrections move with the entry that they correct.
  const listCorrections = database.prepare(`
    insert or ignore into event_moves (merge_id, event_id, from_id, to_id)
    select @merge, whole.event_id, @gone, @kept
    from event_moves join events on events.id = event_moves.event_id and events.person_id = @kept
    join event_chains part on part.event_id = event_moves.event_id
    join event_chains whole on whole.root_id = part.root_id and whole.person_id = @kept
    where event_moves.merge_id = @merge`)
  const moveEvents = database.prepare(`
    update events set person_id = @to
    where person_id = @from and id in (select event_id from event_moves where merge_id = @merge)`)
  const forgetLaterMoves = database.prepare(`
    delete from event_moves where merge_id > @merge and event_id in (
      select event_id from event_moves mine join events on events.id = mine.event_id
      where mine.merge_id = @merge and events.person_id = @gone)`)
  // Cached months of either person would be wrong now.
  const dropMonths = database.prepare('delete from timesheet_months where person_id in (@gone, @kept)')

  const pinOf = database.prepare<PinRow>('select hash, seal, set_at from pins where person_id = @id')
  const pinHolder = database.prepare('select 1 from pins where hash = @hash')
  const movePin = database.prepare('update pins set person_id = @to, seal = @seal where person_id = @from')
  const putPin = database.prepare('insert into pins (person_id, hash, seal, set_at) values (@id, @hash, @seal, @setAt)')

  const requestsOf = database.prepare<{ id: number }>('select id from correction_requests where person_id = @gone')
  const requestsAbout = database.prepare<{ id: number }>(`
    select id from correction_requests where person_id = @kept and json_valid(draft) and json_extract(draft, '$.corrects') in (
      select event_id from event_moves where merge_id = @merge)`)
  const moveRequest = database.prepare(`
    update correction_requests
    set person_id = @to, draft = iif(json_valid(draft), json_set(draft, '$.personId', @to), draft)
    where id = @id and person_id = @from`)

  const disputesOf = database.prepare<DisputeRow>(
    'select id, person_id, rival_id from disputes where person_id = @gone or rival_id = @gone',
  )
  const dispute = database.prepare<DisputeRow>('select id, person_id, rival_id from disputes where id = @id')
  const setDispute = database.prepare('update disputes set person_id = @person, rival_id = @rival where id = @id')

  const guestsOf = database.prepare<{ id: number }>('select id from guests where host_id = @gone')
  const moveGuest = database.prepare('update guests set host_id = @to where id = @id and host_id = @from')
  const consentsOf = database.prepare<{ id: number }>('select id from consents where person_id = @gone')
  const moveConsent = database.prepare('update consents set person_id = @to where id = @id and person_id = @from')
  const confirmationsOf = database.prepare<{ id: number }>('select id from hour_confirmations where person_id = @gone')
  const moveConfirmation = database.prepare(
    'update hour_confirmations set person_id = @to where id = @id and person_id = @from',
  )
  const guardianOf = database.prepare('select 1 from people where id = @gone and guardian_signs = 1')
  const setGuardian = database.prepare('update people set guardian_signs = 1 where id = @id')
  const photosOf = database.prepare<{ id: number }>('select id from import_photos where person_id = @gone')
  const movePhoto = database.prepare('update import_photos set person_id = @to where id = @id and person_id = @from')
  const mergesInto = database.prepare<{ id: number }>('select id from merges where kept_id = @gone')
  const redirectMerge = database.prepare('update merges set kept_id = @to where id = @id and kept_id = @from')

  function redirect(merges: readonly number[], from: PersonId, to: PersonId): void {
    for (const id of merges) {
      if (redirectMerge.run({ id, from, to }).changes > 0) redirectMoves.run({ merge: id, to })
    }
  }

  function move({ hash, seal }: PinRow, from: PersonId, to: PersonId): void {
    movePin.run({ from, to, seal: pinSeal.reseal(from, to, blob(hash), seal && blob(seal)) })
  }

  function transferPin(gone: PersonId, kept: PersonId): MovedPin | null {
    const pin = pinOf.get({ id: gone })
    if (pin === undefined) return null
    const inUse = pinOf.get({ id: kept }) === undefined
    if (inUse) move(pin, gone, kept)
    return { hash: Buffer.from(blob(pin.hash)).toString('hex'), setAt: pin.set_at, inUse }
  }

  function transferPinBack({ hash, setAt, inUse }: MovedPin, gone: PersonId, kept: PersonId): void {
    const bytes = Buffer.from(hash, 'hex')
    const now = pinOf.get({ id: kept })
    if (now !== undefined && now.set_at === setAt && bytes.equals(blob(now.hash))) move(now, kept, gone)
    // No two people have the same PIN. A PIN that the kept person lost since was taken away on purpose.
    else if (!inUse && pinHolder.get({ hash: bytes }) === undefined) {
      putPin.run({ id: gone, hash: bytes, seal: pinSeal.of(gone, bytes), setAt })
    }
  }

  function transferDispute({ id, person_id, rival_id }: DisputeRow, gone: PersonId, kept: PersonId): MovedDispute {
    const person = person_id === gone
    const rival = rival_id === gone
    const next = { person: person ? kept : person_id, rival: rival ? kept : rival_id }
    const collapsed = next.person === next.rival
    setDispute.run({ id, person: next.person, rival: collapsed ? null : next.rival })
    return { id, person, rival, collapsed }
  }

  function transferDisputeBack({ id, person, rival, collapsed }: MovedDispute, gone: PersonId, kept: PersonId): void {
    const row = dispute.get({ id })
    if (row === undefined || row.person_id !== kept) {
      if (row !== undefined && rival && row.rival_id === kept)
        setDispute.run({ id, person: row.person_id, rival: gone })
      return
    }
    const apart = collapsed && row.rival_id === null
    const next = rival && (apart || row.rival_id === kept) ? gone : apart ? kept : row.rival_id
    setDispute.run({ id, person: person ? gone : kept, rival: next })
  }

  return {
    transfer(merge, gone, kept) {
      listMoves.run({ merge, gone, kept })
      moveEvents.run({ merge, from: gone, to: kept })
      dropMonths.run({ gone, kept })
      const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id)
      const moved = {
        pin: transferPin(gone, kept),
        requests: ids(requestsOf.all({ gone })),
        disputes: disputesOf.all({ gone }).map((row) => transferDispute(row, gone, kept)),
        guests: ids(guestsOf.all({ gone })),
        consents: ids(consentsOf.all({ gone })),
        confirmations: ids(confirmationsOf.all({ gone })),
        guardianSigns: guardianOf.get({ gone }) !== undefined,
        importPhotos: ids(photosOf.all({ gone })),
        merges: ids(mergesInto.all({ gone })),
      }
      for (const id of moved.requests) moveRequest.run({ id, from: gone, to: kept })
      for (const id of moved.guests) moveGuest.run({ id, from: gone, to: kept })
      for (const id of moved.consents) moveConsent.run({ id, from: gone, to: kept })
      for (const id of moved.confirmations) moveConfirmation.run({ id, from: gone, to: kept })
      if (moved.guardianSigns) setGuardian.run({ id: kept })
      for (const id of moved.importPhotos) movePhoto.run({ id, from: gone, to: kept })
      redirect(moved.merges, gone, kept)
      return moved
    },
    transferBack(merge, gone, kept, moved) {
      listCorrections.run({ merge, gone, kept })
      const about = requestsAbout.all({ merge, kept }).map(({ id }) => id)
      moveEvents.run({ merge, from: kept, to: gone })
      forgetLaterMoves.run({ merge, gone })
      dropMonths.run({ gone, kept })
      if (moved.pin !== null) transferPinBack(moved.pin, gone, kept)
      for (const id of [...moved.requests, ...about]) moveRequest.run({ id, from: kept, to: gone })
      for (const each of moved.disputes) transferDisputeBack(each, gone, kept)
      for (const id of moved.guests) moveGuest.run({ id, from: kept, to: gone })
      for (const id of moved.consents) moveConsent.run({ id, from: kept, to: gone })
      for (const id of moved.confirmations) moveConfirmation.run({ id, from: kept, to: gone })
      if (moved.guardianSigns) setGuardian.run({ id: gone })
      for (const id of moved.importPhotos) movePhoto.run({ id, from: kept, to: gone })
      redirect(moved.merges, kept, gone)
    },
  }
}
