import type { Instant } from '../contract/entities.ts'
import type { AttendanceEvent, Direction } from '../contract/events.ts'

/** The fields of an event that decide about presence and time; rows with only these columns fit too. */
export type CheckEvent = Pick<
  AttendanceEvent,
  'id' | 'kind' | 'direction' | 'at' | 'zone' | 'kiosk' | 'clockMoved' | 'corrects' | 'action'
>

/** One check-in or check-out after all corrections. */
export interface Entry<E extends CheckEvent = CheckEvent> {
  readonly at: Instant
  readonly zone: string
  readonly direction: Direction
  /** The recorded check, or the correction that added the entry. It never changes. */
  readonly source: E
  /** The correction in force: the source itself for an addition, else the last move, or null. */
  readonly correction: E | null
}

/** The entries of one person after all corrections, in order of time. */
export interface Ledger<E extends CheckEvent = CheckEvent> {
  readonly entries: readonly Entry<E>[]
  /** Checks and additions that were voided, each with its correction. */
  readonly voided: readonly { readonly source: E; readonly correction: E }[]
}

/**
 * Applies corrections without touching the events: a void takes out what it corrects, be it a check or another
 * correction; an addition stands for itself; the last move of an entry sets its time, zone and direction. Voiding
 * a correction undoes it wholly, so a correction followed by its reverse changes nothing.
 *
 * @param events one person's, in any order. It must be closed: with an event come its corrections and what it corrects.
 */
export function applyCorrections<E extends CheckEvent>(events: readonly E[]): Ledger<E> {
  if (!events.some((event) => event.kind === 'correction')) {
    return { entries: inOrder(events.map((event) => entry(event, null))), voided: [] }
  }
  const newestFirst = events.toSorted((first, second) => second.id - first.id)
  const byId = new Map<number, E>(events.map((event) => [event.id, event]))
  const voids = new Map<number, E>()
  const moves = new Map<number, E>()
  // A correction is always newer than what it corrects, so one pass from the newest finds those in force.
  for (const event of newestFirst) {
    if (event.corrects === null || voids.has(event.id)) continue
    if (event.action === 'void') voids.set(event.corrects, voids.get(event.corrects) ?? event)
    if (event.action === 'move') {
      const root = rootOf(event, byId)
      if (!moves.has(root)) moves.set(root, event)
    }
  }
  const entries: Entry<E>[] = []
  const voided: Ledger<E>['voided'][number][] = []
  for (const event of events) {
    if (event.kind === 'correction' && event.action !== 'add') continue
    const removal = voids.get(event.id)
    if (removal) voided.push({ source: event, correction: removal })
    else entries.push(entry(event, moves.get(event.id) ?? null))
  }
  return { entries: inOrder(entries), voided }
}

/** The check or addition at the start of a chain of moves. */
function rootOf(move: CheckEvent, byId: ReadonlyMap<number, CheckEvent>): number {
  let target = move.corrects!
  for (let below = byId.get(target); below?.action === 'move' && below.corrects !== null; below = byId.get(target)) {
    target = below.corrects
  }
  return target
}

function entry<E extends CheckEvent>(source: E, move: E | null): Entry<E> {
  const { at, zone, direction } = move ?? source
  return { at, zone, direction, source, correction: move ?? (source.kind === 'correction' ? source : null) }
}

function inOrder<E extends CheckEvent>(entries: Entry<E>[]): Entry<E>[] {
  return entries.sort((first, second) => first.at - second.at || first.source.id - second.source.id)
}
