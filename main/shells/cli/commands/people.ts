import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import { AppError } from '../../../contract/errors.ts'
import type { Person, Remains } from '../../../contract/people.ts'
import { fieldWords, personFieldNames, pickFields } from '../../../contract/person-fields.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { confirm } from '../confirm.ts'
import { findPerson, fullName, personHelp } from '../find-person.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

export function definePeople(program: Command, perform: Perform): void {
  const people = program.command('people').description('list, show, rename and erase people')
  people
    .command('list')
    .description('everybody, in order of name')
    .option('--query <text>', 'only people whose name, number or group holds this', '')
    .action((options: { query: string }, command: Command) =>
      perform(command, async (session) =>
        list(await (await session.app({ takesOut: true })).call('people.list', options)),
      ),
    )
  people
    .command('show')
    .description('one person with their templates')
    .argument('<person>', personHelp)
    .action((who: string, _options, command: Command) => perform(command, (session) => show(session, who)))
  people
    .command('rename')
    .description('give a person another name; past events keep the old one')
    .argument('<person>', personHelp)
    .argument('<name>', 'the new name')
    .action((who: string, name: string, _options, command: Command) =>
      perform(command, (session) => rename(session, who, name)),
    )
  people
    .command('erase')
    .description(
      'erase a person with all templates and photos, for good; past events stay, but leave timesheets and totals',
    )
    .argument('<person>', personHelp)
    .option('--yes', 'do not ask')
    .action((who: string, options: { yes?: boolean }, command: Command) =>
      perform(command, (session) => erase(session, who, options.yes ?? false)),
    )
}

function list({ people, total }: { people: readonly Person[]; total: number }): Outcome {
  const rows = people.map((person) => [
    `#${person.id}`,
    person.name,
    ...Object.values(pickFields(person)).map((text) => text ?? ''),
    String(person.templates),
    person.groups.join(', '),
  ])
  const headings = ['id', 'name', ...personFieldNames.map(fieldWords), 'templates', 'groups']
  return {
    value: { people, total },
    text: `${table(headings, rows)}${count(total, 'person', 'people')}\n`,
  }
}

async function show(session: Session, who: string): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const { id } = await findPerson(app, who)
  const { person, templates } = await app.call('people.get', { id })
  const rows = templates.map((template) => [
    String(template.id),
    template.quality.toFixed(0),
    template.source,
    new Date(template.createdAt).toISOString(),
    template.model,
  ])
  const heading = `#${person.id}  ${fullName(person)}\n`
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
  const { goes, stays } = await describeErasure(app, person)
  const question = `Erase ${fullName(person)}, #${person.id}, for good?\n  ${goes} will be gone\n  ${stays} will stay in the log, but not in timesheets, totals and payroll files; they can no longer be corrected\nType yes to erase: `
  if (!sure && !(await confirm(question, 'erase')))
    throw new AppError('cancelled', `${fullName(person)} was not erased.`)
  const { remains } = await app.call('people.erase', { id: person.id })
  return {
    value: { erased: { id: person.id, name: person.name, employeeNumber: person.employeeNumber }, remains },
    text: `${fullName(person)}, #${person.id}, is erased with ${goes}; ${stays} stay.\n${describeRemains(remains)}`,
  }
}

async function describeErasure(app: App, { id }: Person): Promise<{ goes: string; stays: string }> {
  const { templates } = await app.call('people.get', { id })
  const { total, more } = await app.call('events.list', { personId: id, limit: 1 })
  const photos = templates.filter(({ hasPhoto }) => hasPhoto).length
  return {
    goes: `${count(templates.length, 'template')} and ${count(photos, 'photo')}`,
    stays: `${more ? 'more than ' : ''}${count(total, 'entry', 'entries')}`,
  }
}

function describeRemains({ backups, exports, heldBack }: Remains): string {
  const since = (oldest: number | null) => new Date(oldest ?? 0).toISOString().slice(0, 10)
  const copies = [
    backups.count > 0 &&
      `${count(backups.count, 'backup')} in the folders for backups, the oldest of ${since(backups.oldest)}`,
    exports.count > 0 && `${count(exports.count, 'exported file')}, the oldest of ${since(exports.oldest)}`,
  ].filter(Boolean)
  const lines = [
    copies.length > 0 &&
      `Copies made before may still hold this person: ${copies.join('; ')}. Remove those you no longer need.\n`,
    heldBack && 'Another program is reading the database, so what was erased stays on the disk until it is done.\n',
  ]
  return lines.filter(Boolean).join('')
}
