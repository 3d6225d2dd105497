import type { App } from '../../app.ts'
import type { PersonRef } from '../../contract/entities.ts'
import { AppError } from '../../contract/errors.ts'
import { findDistinctions } from '../../contract/namesakes.ts'
import type { Person } from '../../contract/people.ts'

/** The help text for a person argument. */
export const personHelp = 'the employee number, the whole name, or the id of the list in quotes: "#7"'

/**
 * Finds the one person with an employee number, a whole name or an id (`#7`).
 * @throws AppError `person-not-found`, or `name-ambiguous` with the candidates when it can mean several people
 */
export async function findPerson(app: App, who: string): Promise<Person> {
  const { people } = await app.call('people.find', { who })
  const [person, another] = people
  if (person === undefined) throw new AppError('person-not-found', nobodyMessage(who))
  if (another === undefined) return person
  const lines = people.map((each) => `  "#${each.id}"  ${fullName(each)}\n`)
  throw new AppError(
    'name-ambiguous',
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

/**
 * Returns names that tell people apart: where several share a name, the employee number or the id follows in brackets.
 */
export async function namesInUse(app: App): Promise<(person: PersonRef) => string> {
  const { people } = await app.call('people.list', {})
  const distinctions = findDistinctions(people)
  return ({ id, name }) => {
    const distinction = distinctions.get(id)
    return distinction === undefined ? name : `${name} (${distinction})`
  }
}

function nobodyMessage(who: string): string {
  const id = /^\s*([1-9]\d*)\s*$/.exec(who)?.[1]
  if (who.trim().startsWith('#')) return `Nobody is enrolled under the id ${who.trim()}. See: rollcall people list`
  const hint = id === undefined ? '' : ` An id is written "#${id}", in quotes.`
  return `Nobody has the name or the employee number ${who}.${hint} See: rollcall people list`
}
