import type { Employment } from '../contract/employment.ts'
import type { PersonRef } from '../contract/entities.ts'
import type { PersonFields } from '../contract/person-fields.ts'
import { tidyText } from '../contract/tidy-text.ts'

/** A person to enrol, as named by a folder, a row or the command line. */
export interface Wanted extends Partial<PersonFields> {
  readonly name: string
  readonly employeeNumber: string | null
  /** Of a new person; from the day of enrolment on when left out. */
  readonly employments?: readonly Employment[] | undefined
}

/** Looks up who is enrolled. */
export interface Enrolled {
  byNumber(employeeNumber: string): PersonRef | null
  byName(name: string): readonly (PersonRef & Pick<Wanted, 'employeeNumber'>)[]
}

/**
 * The person whom a name and a number mean. `unclear`: somebody else or several people; the message says what to
 * correct.
 */
export type Found =
  /** Null when nobody is enrolled under them. */
  | { readonly kind: 'found'; readonly person: PersonRef | null }
  | { readonly kind: 'unclear'; readonly code: 'employee-number-taken' | 'name-unclear'; readonly message: string }

/**
 * Finds the person whom a name and a number mean. A number means one person; a name alone means the only person of that
 * name. The encoding of accents and spaces does not matter, nor does a number's case when the name is right.
 */
export function findPerson(enrolled: Enrolled, { name, employeeNumber }: Wanted): Found {
  if (employeeNumber !== null) {
    const found =
      enrolled.byNumber(employeeNumber) ??
      enrolled.byName(name).find((person) => sameNumber(person.employeeNumber, employeeNumber)) ??
      null
    if (found !== null && tidyText(found.name) !== tidyText(name)) {
      const message = `Employee number ${employeeNumber} belongs to ${found.name}, not to ${name}. Correct the name or the number.`
      return { kind: 'unclear', code: 'employee-number-taken', message }
    }
    return { kind: 'found', person: found }
  }
  const found = enrolled.byName(name)
  if (found.length > 1) {
    const message = `${found.length} people are called ${name}. Give the employee number too.`
    return { kind: 'unclear', code: 'name-unclear', message }
  }
  return { kind: 'found', person: found[0] ?? null }
}

function sameNumber(first: string | null, second: string): boolean {
  const plain = (number: string) => tidyText(number).normalize('NFKC').toLowerCase()
  return first !== null && plain(first) === plain(second)
}

/** A list of people that is read once and extended by those who are added during the work. */
export interface Directory {
  find(wanted: Wanted): Found
  add(wanted: Wanted, person: PersonRef): void
}

export function openDirectory(people: Iterable<PersonRef & Wanted>): Directory {
  const byNumber = new Map<string, PersonRef>()
  const byName = new Map<string, (PersonRef & Pick<Wanted, 'employeeNumber'>)[]>()
  const add = ({ name, employeeNumber }: Wanted, person: PersonRef) => {
    if (employeeNumber !== null) byNumber.set(tidyText(employeeNumber), person)
    const key = tidyText(name)
    byName.set(key, [...(byName.get(key) ?? []), { ...person, employeeNumber }])
  }
  for (const person of people) add(person, { id: person.id, name: person.name })
  const enrolled: Enrolled = {
    byNumber: (number) => byNumber.get(tidyText(number)) ?? null,
    byName: (name) => byName.get(tidyText(name)) ?? [],
  }
  return { add, find: (wanted) => findPerson(enrolled, wanted) }
}
