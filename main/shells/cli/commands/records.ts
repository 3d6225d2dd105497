import { resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../../contract/errors.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import type { Session } from '../session.ts'
import { writeReport } from '../write-report.ts'

export function defineRecords(program: Command, perform: Perform): void {
  const records = program.command('records').description('prove the entries and the audit log to somebody else')
  records
    .command('head')
    .description('sign how far the entries and the audit log have come; doctor --head compares with it later')
    .option('--output <file>', 'write it there instead of printing it')
    .action((options: { output?: string }, command: Command) => perform(command, (session) => head(session, options)))
  records
    .command('export')
    .description('write all entries and the audit log with their signed head, for rollcall-verify.mjs')
    .argument('<file>', 'the new file')
    .action((file: string, _: unknown, command: Command) => perform(command, (session) => exportTo(session, file)))
}

async function head(session: Session, { output }: { output?: string }): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const value = await app.call('records.head', {})
  const text = `${JSON.stringify(value, null, 2)}\n`
  if (output === undefined) return { value, text }
  await writeReport(output, () => text)
  return { value, text: `written to ${output}\n` }
}

async function exportTo(session: Session, file: string): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const written = await app.call('records.export', { file: resolve(file) })
  if (written.kind === 'cancelled') throw new AppError('cancelled', 'Cancelled. No file was written.')
  const { entries, audit } = written
  const text = `${count(entries, 'entry', 'entries')} and ${count(audit, 'line')} of the audit log written to ${file}\n`
  return { value: { file, entries, audit }, text }
}
