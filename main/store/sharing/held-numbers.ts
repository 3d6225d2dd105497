import type { PersonId } from '../../contract/entities.ts'
import type { LogicalTime } from '../../contract/shared-change.ts'
import type { People } from '../people.ts'
import type { FieldWritings, Writing } from './field-writings.ts'

/** Employee numbers that several people were given at stations that did not know of each other: the first has it. */
export interface HeldNumbers {
  /** Gives a number to whoever was given it first. */
  settle(number: string): void
  /** Gives numbers that are free now to those who wait for them. */
  settleAll(): void
  /** Those who wait for a number that somebody else has. */
  list(): { readonly person: PersonId; readonly number: string }[]
}

export const numberField = 'employeeNumber'

/**
 * @param isTaken whether somebody has a number
 * @param first the writing that somebody's fields begin with
 */
export function createHeldNumbers(
  people: People,
  isTaken: (number: string) => boolean,
  writings: FieldWritings,
  first: (id: PersonId) => Writing,
): HeldNumbers {
  interface Claim {
    readonly person: PersonId
    readonly time: LogicalTime
  }

  function settle(number: string): void {
    const value = JSON.stringify(number)
    const holder = people.findByNumber(number)
    const written = holder && (writings.newestOf(holder.id).get(numberField) ?? first(holder.id))
    const own: Claim[] = holder === null ? [] : [{ person: holder.id, time: written!.time }]
    const [best] = [...own, ...writings.listHeld(numberField, value)].toSorted((one, other) =>
      one.time < other.time ? -1 : 1,
    )
    if (best === undefined || best.person === holder?.id) return
    if (holder !== null) {
      people.update(holder.id, { employeeNumber: null })
      writings.put(holder.id, numberField, written!, value)
    }
    people.update(best.person, { employeeNumber: number })
    writings.hold(best.person, numberField, best.time, null)
  }

  const list = () =>
    writings.listHeld(numberField, null).map(({ person, value }) => ({ person, number: JSON.parse(value) as string }))

  return {
    settle,
    settleAll() {
      for (const number of new Set(list().map((each) => each.number))) if (!isTaken(number)) settle(number)
    },
    list,
  }
}
