import type { App } from '../../app.ts'
import type { Person, PersonRef } from '../../contract/entities.ts'
import { AppError } from '../../contract/errors.ts'

/** How the help of every command says whom it takes. */
export const personHelp = 'the employee number, the whole name, or the id of the list in quotes: "#7"'

/**
 * The one person whom an employee number, a whole name or an id (`#7`) means.
 * @throws AppError `person-not-found`, or `invalid-input` with the candidates when it can mean several people
 */
export async function findPerson(app: App, who: string): Promise<Person> {
  const { people } = await app.call('people.find', { who })
  const [person, another] = people
  if (person === undefined) throw new AppError('person-not-found', nobody(who))
  if (another === undefined) return person
  const lines = people.map((each) => `  "#${each.id}"  ${fullName(each)}\n`)
  throw new AppError(
    'invalid-input',
    `${people.length} people can be meant by ${who}. Give the id of one:\n${lines.join('')}`.trimEnd(),
    {
      details: { candidates: people.map(({ id, name, employeeNumber }) => ({ id, name, employeeNumber })) },
    },
  )
}

/** The name with the employee number, if there is one: `Li Wei (007)`. */
export function fullName({ name, employeeNumber }: Pick<Person, 'name' | 'employeeNumber'>): string {
  return employeeNumber === null ? name : `${name} (${employeeNumber})`
}

/** What tells people apart: the name, and where several share it the employee number or, without one, the id. */
export async function namesInUse(app: App): Promise<(person: PersonRef) => string> {
  const { people } = await app.call('people.list', {})
  const key = (name: string) => name.normalize('NFKC').toLowerCase()
  const named = Map.groupBy(people, ({ name }) => key(name))
  return ({ id, name }) => {
    const sharing = named.get(key(name)) ?? []
    const person = sharing.find((each) => each.id === id)
    if (person === undefined || sharing.length === 1) return name
    return person.employeeNumber === null ? `${name} (#${id})` : fullName(person)
  }
}

function nobody(who: string): string {
  const id = /^\s*([1-9]\d*)\s*$/.exec(who)?.[1]
  if (who.trim().startsWith('#')) return `Nobody is enrolled under the id ${who.trim()}. See: rollcall people list`
  const hint = id === undefined ? '' : ` An id is written "#${id}", in quotes.`
  return `Nobody has the name or the employee number ${who}.${hint} See: rollcall people list`
}
