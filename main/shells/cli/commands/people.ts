import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import { type Person, PersonId } from '../../../contract/entities.ts'
import { AppError } from '../../../contract/errors.ts'
import type { Outcome, Perform } from '../program.ts'
import type { Session } from '../session.ts'
import { count, table } from '../text.ts'

export function definePeople(program: Command, perform: Perform): void {
  const people = program.command('people').description('list, show, rename and erase people')
  people
    .command('list')
    .description('everybody, in order of name')
    .option('--query <text>', 'only people whose name, number or group holds this', '')
    .action((options: { query: string }, command: Command) =>
      perform(command, async (session) => list(await (await session.app()).call('people.list', options))),
    )
  people
    .command('show')
    .description('one person with their templates')
    .argument('<person>', 'the number in the list, or the whole name')
    .action((who: string, _options, command: Command) => perform(command, (session) => show(session, who)))
  people
    .command('rename')
    .description('give a person another name; past events keep the old one')
    .argument('<person>', 'the number in the list, or the whole name')
    .argument('<name>', 'the new name')
    .action((who: string, name: string, _options, command: Command) =>
      perform(command, (session) => rename(session, who, name)),
    )
  people
    .command('erase')
    .description('erase a person with all templates and photos, for good; past events stay')
    .argument('<person>', 'the number in the list, or the whole name')
    .option('--yes', 'do not ask')
    .action((who: string, options: { yes?: boolean }, command: Command) =>
      perform(command, (session) => erase(session, who, options.yes ?? false)),
    )
}

function list({ people, total }: { people: readonly Person[]; total: number }): Outcome {
  const rows = people.map((person) => [
    String(person.id),
    person.name,
    person.employeeNumber ?? '',
    String(person.templates),
    person.groups.join(', '),
  ])
  return {
    value: { people, total },
    text: `${table(['id', 'name', 'number', 'templates', 'groups'], rows)}${count(total, 'person', 'people')}\n`,
  }
}

async function show(session: Session, who: string): Promise<Outcome> {
  const app = await session.app()
  const { id } = await findPerson(app, who)
  const { person, templates } = await app.call('people.get', { id })
  const rows = templates.map((template) => [
    String(template.id),
    template.quality.toFixed(0),
    template.source,
    new Date(template.createdAt).toISOString(),
    template.model,
  ])
  const heading = `${person.id}  ${person.name}${person.employeeNumber ? `  (${person.employeeNumber})` : ''}\n`
  return {
    value: { person, templates },
    text: heading + table(['template', 'quality', 'source', 'enrolled', 'model'], rows),
  }
}

async function rename(session: Session, who: string, name: string): Promise<Outcome> {
  const app = await session.app()
  const before = await findPerson(app, who)
  const person = await app.call('people.update', { id: before.id, name })
  return { value: { person }, text: `${before.name} is now ${person.name}.\n` }
}

async function erase(session: Session, who: string, sure: boolean): Promise<Outcome> {
  const app = await session.app()
  const person = await findPerson(app, who)
  if (
    !sure &&
    !(await confirm(`Erase ${person.name} with ${count(person.templates, 'template')} for good? (yes/no) `))
  ) {
    throw new AppError('cancelled', `${person.name} was not erased.`)
  }
  await app.call('people.erase', { id: person.id })
  return { value: { erased: { id: person.id, name: person.name } }, text: `${person.name} is erased.\n` }
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new AppError('invalid-input', 'Nobody can be asked here: add --yes to erase.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(question)
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}

/**
 * Whom a number or a whole name (in any case) means.
 * @throws AppError `person-not-found`, or `invalid-input` when several people have the name
 */
export async function findPerson(app: App, who: string): Promise<Person> {
  if (/^\d+$/.test(who)) {
    const id = PersonId.safeParse(Number(who))
    if (id.success) return (await app.call('people.get', { id: id.data })).person
  }
  const { people } = await app.call('people.list', { query: who })
  const named = people.filter((person) => person.name.toLowerCase() === who.toLowerCase())
  if (named.length > 1) {
    const ids = named.map(({ id }) => id).join(', ')
    throw new AppError('invalid-input', `${named.length} people are called ${who}: give one of the numbers ${ids}.`)
  }
  if (named[0] === undefined)
    throw new AppError('person-not-found', `Nobody is called ${who}. See: rollcall people list`)
  return named[0]
}
