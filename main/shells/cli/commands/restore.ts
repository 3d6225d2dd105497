import { resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../../contract/errors.ts'
import type { Holdings, RestorePreview } from '../../../contract/restore.ts'
import { machineUser } from '../../../machine.ts'
import { readBackupKey } from '../../../recovery-key.ts'
import { prepareRestoreOfClosed } from '../../../restore.ts'
import { count, kilobytes } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { confirm } from '../confirm.ts'
import type { Session } from '../session.ts'

interface Options {
  readonly yes?: boolean
  readonly preview?: boolean
  readonly key?: string
}

export function defineRestore(program: Command, perform: Perform): void {
  program
    .command('restore')
    .description('put a backup in place of the data; what was there is kept under a dated name')
    .argument('<file>', 'a backup; it is only read')
    .option('--preview', 'only say what would come and go')
    .option('--key <file>', 'a key file, or a file with the recovery key, of where the backup was made')
    .option('--yes', 'do not ask')
    .action((file: string, options: Options, command: Command) =>
      perform(command, (session) => restore(session, file, options)),
    )
}

async function restore(session: Session, file: string, options: Options): Promise<Outcome> {
  const dataFolder = session.dataFolder()
  const prepared = await prepareRestoreOfClosed({
    ...{ dataFolder, file: resolve(file), name: file, now: Date.now },
    ...(options.key === undefined ? { key: session.key() } : { key: readBackupKey(options.key), bringsKey: true }),
  })
  try {
    const { preview } = prepared
    const text = describe(preview)
    if (options.preview) return { value: { restored: false, kept: null, preview }, text }
    process.stderr.write(text)
    if (!options.yes && !(await confirm('Type yes to restore it: ', 'restore'))) {
      throw new AppError('cancelled', 'Nothing was restored.')
    }
    const kept = prepared.restore({ actor: machineUser(), via: 'command', role: 'owner' })
    return { value: { restored: true, kept, preview }, text: describeDone(file, kept) }
  } finally {
    prepared.discard()
  }
}

function describe({ file, bytes, writtenAt, schema, backup, auditIntact, erased, present }: RestorePreview): string {
  const lines = [
    `${file}: ${kilobytes(bytes)}, written ${timeOf(writtenAt)}, schema ${schema}`,
    `  holds ${describeHoldings(backup)}`,
    !auditIntact && '  its audit log was changed or shortened',
    ...describePresent(present),
    erased.people + erased.templates > 0 &&
      `Erased since, and left out: ${count(erased.people, 'person', 'people')}, ${count(erased.templates, 'template')}`,
    !erased.isComplete &&
      'Nobody knows here all that was erased after the backup was made. What is not known comes back: erase it again.',
  ]
  return lines
    .filter((line) => line !== false)
    .join('\n')
    .concat('\n')
}

function describePresent(present: RestorePreview['present']): string[] {
  if (present.kind === 'missing') return ['There are no data here yet, so nothing goes.']
  if (present.kind === 'unreadable') {
    return [`What is here cannot be compared, and will be kept as it is: ${present.message}`]
  }
  const { goes, returns } = present
  const nothingGoes = goes.people + goes.templates + goes.entries === 0
  return [
    `Here now: ${describeHoldings(present)}`,
    nothingGoes ? '  all of it is in the backup too' : `  not in the backup, and will go: ${describeParts(goes)}`,
    ...(returns === 0 ? [] : [`  not here any more, and will be back: ${count(returns, 'person', 'people')}`]),
  ]
}

function describeHoldings({ newestEntry, ...parts }: Holdings): string {
  return describeParts(parts) + (newestEntry === null ? '' : `, the newest of ${timeOf(newestEntry)}`)
}

function describeParts(parts: { people: number; templates: number; entries: number }): string {
  const { people, templates, entries } = parts
  return `${count(people, 'person', 'people')}, ${count(templates, 'template')}, ${count(entries, 'entry', 'entries')}`
}

function describeDone(file: string, kept: string | null): string {
  return `${file} is restored.\n${kept === null ? '' : `What was there is kept in ${kept}.\n`}`
}

function timeOf(at: number): string {
  return new Date(at).toLocaleString('sv-SE')
}
