import type { PersonRef } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { tidyText } from '../contract/tidy-text.ts'

/** Somebody to enrol, as a folder, a row or the command line names them. */
export interface Wanted {
  readonly name: string
  readonly employeeNumber: string | null
}

/** Who is enrolled. */
export interface Enrolled {
  byNumber(employeeNumber: string): PersonRef | null
  byName(name: string): readonly (PersonRef & Pick<Wanted, 'employeeNumber'>)[]
}

/**
 * Whom a name and a number mean: a number means one person; a name alone means the one person who has it. How accents and
 * blanks are encoded makes no difference, and a number's letters may be of the other case beside the right name.
 * @throws AppError `employee-number-taken`, or `invalid-input` when several people have the name
 */
export function findPerson(enrolled: Enrolled, { name, employeeNumber }: Wanted): PersonRef | null {
  if (employeeNumber !== null) {
    const found =
      enrolled.byNumber(employeeNumber) ??
      enrolled.byName(name).find((person) => sameNumber(person.employeeNumber, employeeNumber)) ??
      null
    if (found !== null && tidyText(found.name) !== tidyText(name)) {
      throw new AppError(
        'employee-number-taken',
        `Employee number ${employeeNumber} belongs to ${found.name}, not to ${name}. Correct the name or the number.`,
      )
    }
    return found
  }
  const found = enrolled.byName(name)
  if (found.length > 1) {
    throw new AppError('invalid-input', `${found.length} people are called ${name}. Give the employee number too.`)
  }
  return found[0] ?? null
}

function sameNumber(first: string | null, second: string): boolean {
  const plain = (number: string) => tidyText(number).normalize('NFKC').toLowerCase()
  return first !== null && plain(first) === plain(second)
}

/** The people at the start and those added since, for work that reads them once. */
export interface Directory {
  /** @throws AppError like `findPerson` */
  find(wanted: Wanted): PersonRef | null
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
