import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import Papa from 'papaparse'
import type { App } from '../../../app.ts'
import type { LocalDate } from '../../../contract/attendance-rules.ts'
import { type ConsentLanguage, consentLanguages } from '../../../contract/consent.ts'
import {
  beginEmployment,
  type Employment,
  EmploymentState,
  employmentColumns,
  endEmployment,
  standingOn,
} from '../../../contract/employment.ts'
import { AppError } from '../../../contract/errors.ts'
import type { Person } from '../../../contract/people.ts'
import { fieldWords, personFieldNames, personFields, pickFields } from '../../../contract/person-fields.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { confirm } from '../confirm.ts'
import { describeRemains } from '../describe-remains.ts'
import { findPerson, fullName, personHelp } from '../find-person.ts'
import { dayHelp, readDay } from '../read-day.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

export function definePeople(program: Command, perform: Perform): void {
  const people = program
    .command('people')
    .description('list, show, rename, export and erase people; say when they join and leave')
  people
    .command('list')
    .description('everybody, in order of name')
    .option('--query <text>', 'only people whose name, number or group holds this', '')
    .addOption(
      new Option('--state <state>', 'only who works here today, starts later, or has left').choices(
        EmploymentState.options,
      ),
    )
    .option('--csv', 'as a table for a spreadsheet: enter photos, and it is a list to import')
    .action(({ csv, ...options }: ListOptions, command: Command) =>
      perform(command, async (session) => {
        const found = await (await session.app({ takesOut: true })).call('people.list', options)
        return csv === true ? { value: found, text: toCsv(found.people) } : list(found)
      }),
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
    .command('join')
    .description('set the first day of work; who has left before it is hired again')
    .argument('<person>', personHelp)
    .argument('<day>', dayHelp)
    .action((who: string, day: string, _options, command: Command) =>
      perform(command, (session) => employ(session, who, (employments) => beginEmployment(employments, readDay(day)))),
    )
  people
    .command('leave')
    .description('set the last day of work: hours stay, and nobody is recognised after it')
    .argument('<person>', personHelp)
    .argument('<day>', dayHelp)
    .action((who: string, day: string, _options, command: Command) =>
      perform(command, (session) => employ(session, who, (employments) => endEmployment(employments, readDay(day)))),
    )
  people
    .command('export')
    .description('everything that is held about a person, as one ZIP for them')
    .argument('<person>', personHelp)
    .argument('<file>', 'the new file, such as ada.zip')
    .addOption(new Option('--language <code>', 'of the page in it').choices(consentLanguages).default('en'))
    .action((who: string, file: string, { language }: { language: ConsentLanguage }, command: Command) =>
      perform(command, (session) => exportData(session, who, file, language)),
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

interface ListOptions {
  readonly query: string
  readonly state?: EmploymentState
  readonly csv?: boolean
}

function toCsv(people: readonly Person[]): string {
  const rows = people.map((person) => ({
    name: person.name,
    ...Object.fromEntries(personFieldNames.map((field) => [personFields[field].column, person[field] ?? ''])),
    photo: '',
    groups: person.groups.join('; '),
    joined: person.employments.at(-1)!.joined ?? '',
    left: person.employments.at(-1)!.left ?? '',
  }))
  const fields = [
    'name',
    ...personFieldNames.map((field) => personFields[field].column),
    'photo',
    'groups',
    ...employmentColumns,
  ]
  return `${Papa.unparse({ fields, data: rows }, { escapeFormulae: true })}\r\n`
}

/** Changes somebody's dates of joining and leaving. */
async function employ(
  session: Session,
  who: string,
  change: (employments: readonly Employment[]) => Employment[],
): Promise<Outcome> {
  const app = await session.app()
  const { id, employments } = await findPerson(app, who)
  const person = await app.call('people.update', { id, employments: change(employments) })
  return { value: { person }, text: `${fullName(person)}: ${describeEmployments(person.employments)}.\n` }
}

function describeEmployments(employments: readonly Employment[]): string {
  return employments
    .map(({ joined, left }) =>
      joined === null && left === null
        ? 'all days'
        : `${joined === null ? '' : `from ${joined} `}${left === null ? 'on' : `until ${left}`}`,
    )
    .join(', ')
}

function list({ people, total, today }: { people: readonly Person[]; total: number; today: LocalDate }): Outcome {
  const rows = people.map((person) => [
    `#${person.id}`,
    person.name,
    ...Object.values(pickFields(person)).map((text) => text ?? ''),
    standingOn(person.employments, today).kind,
    String(person.templates),
    person.groups.join(', '),
  ])
  const headings = ['id', 'name', ...personFieldNames.map(fieldWords), 'state', 'templates', 'groups']
  return {
    value: { people, total, today },
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
  const heading = `#${person.id}  ${fullName(person)}, ${describeEmployments(person.employments)}\n`
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

async function exportData(session: Session, who: string, file: string, language: ConsentLanguage): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const person = await findPerson(app, who)
  const written = await app.call('people.exportData', { id: person.id, language, file: resolve(file) })
  if (written.kind === 'cancelled') throw new AppError('cancelled', 'Cancelled. No file was written.')
  const { rows } = written
  return { value: { file, rows }, text: `${fullName(person)}: ${count(rows, 'row')} written to ${file}\n` }
}

async function erase(session: Session, who: string, sure: boolean): Promise<Outcome> {
  const app = await session.app()
  const person = await findPerson(app, who)
  const { goes, stays } = await describeErasure(app, person)
  const question = `Erase ${fullName(person)}, #${person.id}, for good?\n  ${goes} will be gone\n  ${stays} will stay in the log, but not in timesheets, totals and payroll files; they can no longer be corrected\nTo keep their hours and only stop recognising them: rollcall people leave\nType yes to erase: `
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
