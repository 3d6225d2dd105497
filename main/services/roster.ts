import { dateOf } from '../attendance/date.ts'
import { standingAt } from '../attendance/standing.ts'
import type { Standing } from '../contract/employment.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { ifWritable } from '../store/if-writable.ts'
import type { Store } from '../store/open.ts'
import { type Consenting, consentMissingError } from './consent-policy.ts'
import type { Rules } from './rules.ts'

/** Who works here now. */
export interface Roster {
  /** Tells whether somebody works here now. @throws AppError `person-not-found` */
  standingOf(id: PersonId): Standing
  /**
   * Takes no photos of people who have left or have not consented.
   * @throws AppError `person-left`, `consent-missing`
   */
  requireEnrollable(id: PersonId): void
  /** Whether somebody's templates may be compared with faces now. */
  isSearchable(id: PersonId): boolean
  /**
   * Takes the templates of people who have left or have not consented out of what is searched, and puts back those of
   * others.
   * @returns whether any had to be
   */
  update(): boolean
  /** Updates when that was some time ago: people leave by the clock, and are no longer searched without a consent. */
  updateIfDue(): boolean
}

/** Whoever left since the last look is searched in vain: their standing is asked for again before they are named. */
const lookEveryMs = 60_000
/** Zones and night shifts part somebody's day from that of UTC by less. */
const daysAround = 2

export function createRoster(
  store: Pick<Store, 'attendance' | 'people' | 'transaction'>,
  rules: Rules['current'],
  consenting: Consenting,
  now: () => number,
): Roster {
  let looked = Number.NEGATIVE_INFINITY

  function standingOf(id: PersonId): Standing {
    const worker = store.attendance.findWorker(id)
    return standingAt(rules().planOf(worker), worker.employments, now() as Instant)
  }

  /** Most people have no last day, and this is asked of everybody who is like a face in a picture. */
  const hasLeft = (id: PersonId) => store.people.hasLastDay(id) && standingOf(id).kind === 'left'
  const isSearchable = (id: PersonId) => !hasLeft(id) && consenting.mayMatch(id)

  function update(): boolean {
    looked = now()
    const day = Math.floor(looked / 86_400_000)
    const candidates = [
      ...store.people.listLeaving(dateOf(day - daysAround), dateOf(day + daysAround)),
      ...consenting.listMisplaced(),
    ]
    const wrong = candidates.filter(({ id, searched }) => isSearchable(id) !== searched)
    if (wrong.length === 0) return false
    // On a full disk they stay in the index, and are not named.
    return ifWritable(() =>
      store.transaction(() => {
        for (const { id, searched } of wrong) store.people.setSearched(id, !searched)
      }),
    )
  }

  return {
    standingOf,
    requireEnrollable(id) {
      if (standingOf(id).kind === 'left')
        throw new AppError('person-left', 'This person has left. Enter a new first day before you add photos.')
      if (!consenting.mayEnrol(id)) throw consentMissingError()
    },
    isSearchable,
    update,
    updateIfDue: () => Math.abs(now() - looked) >= lookEveryMs && update(),
  }
}
