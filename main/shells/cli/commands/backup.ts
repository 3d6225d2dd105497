import { resolve } from 'node:path'
import type { Command } from 'commander'
import { kilobytes } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import type { Session } from '../session.ts'

export function defineBackup(program: Command, perform: Perform): void {
  program
    .command('backup')
    .description(
      'write a copy of the database while Rollcall goes on; faces and photos in it stay encrypted, names and attendance are not',
    )
    .argument('<file>', 'a new file')
    .action((file: string, _options: unknown, command: Command) => perform(command, (session) => backup(session, file)))
}

async function backup(session: Session, file: string): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const { bytes, keySource, ...made } = await app.call('system.backup', { file: resolve(file) })
  const recorded = made.recorded && !session.onCopy()
  const text =
    `${file}: ${kilobytes(bytes)}. Whoever has it can read names and attendance; faces and photos open only ` +
    `with the same key: keep ${keySource} safe too.\n` +
    (recorded ? '' : 'It is not in the audit log, because nothing can be stored in the data folder.\n')
  return { value: { file, bytes, keySource, recorded }, text }
}
