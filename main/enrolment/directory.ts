import type { PersonRef } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'

/** Somebody to enrol, as a folder, a row or the command line names them. */
export interface Wanted {
  readonly name: string
  readonly employeeNumber: string | null
}

/** Who is enrolled. */
export interface Enrolled {
  byNumber(employeeNumber: string): PersonRef | null
  byName(name: string): readonly PersonRef[]
}

/**
 * Whom a name and a number mean: a number means one person; a name alone means the one person who has it. An accent may be
 * part of its letter or follow it (Unicode's forms C and D): file systems write the one, keyboards the other.
 * @throws AppError `employee-number-taken`, or `invalid-input` when several people have the name
 */
export function findPerson(enrolled: Enrolled, { name, employeeNumber }: Wanted): PersonRef | null {
  if (employeeNumber !== null) {
    const found = enrolled.byNumber(employeeNumber)
    if (found !== null && found.name.normalize() !== name.normalize()) {
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

/** The people at the start and those added since, for work that reads them once. */
export interface Directory {
  /** @throws AppError like `findPerson` */
  find(wanted: Wanted): PersonRef | null
  add(wanted: Wanted, person: PersonRef): void
}

export function openDirectory(people: Iterable<PersonRef & Wanted>): Directory {
  const byNumber = new Map<string, PersonRef>()
  const byName = new Map<string, PersonRef[]>()
  const add = ({ name, employeeNumber }: Wanted, person: PersonRef) => {
    if (employeeNumber !== null) byNumber.set(employeeNumber, person)
    const key = name.normalize()
    byName.set(key, [...(byName.get(key) ?? []), person])
  }
  for (const person of people) add(person, { id: person.id, name: person.name })
  const enrolled: Enrolled = {
    byNumber: (number) => byNumber.get(number) ?? null,
    byName: (name) => byName.get(name.normalize()) ?? [],
  }
  return { add, find: (wanted) => findPerson(enrolled, wanted) }
}
