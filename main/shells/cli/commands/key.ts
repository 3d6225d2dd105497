import { readFileSync, writeFileSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import type { Command } from 'commander'
import { AppError } from '../../../contract/errors.ts'
import { importRecoveryKey } from '../../../recovery-key.ts'
import type { Outcome, Perform } from '../command.ts'
import type { Session } from '../session.ts'

export function defineKey(program: Command, perform: Perform): void {
  const key = program
    .command('key')
    .description('give the key of the data out on paper, and take it in on another machine')
  key
    .command('export')
    .description('print the recovery key, which opens the data and their backups on any machine')
    .option('--output <file>', 'write it into a new file that only you can read, not to the terminal')
    .action((options: { output?: string }, command: Command) =>
      perform(command, (session) => exportKey(session, options.output)),
    )
  key
    .command('import')
    .description('take a recovery key in as the key of the data folder, before or after a backup is restored there')
    .argument('[file]', 'that holds it; otherwise it is read from standard input')
    .action((file: string | undefined, _options: unknown, command: Command) =>
      perform(command, (session) => importKey(session, file)),
    )
}

async function exportKey(session: Session, output: string | undefined): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const { rows, keySource } = await app.call('backups.recoveryKey', {})
  const care = 'Keep it on paper, away from the backups: who has both can open faces and photos.\n'
  if (output === undefined) return { value: { rows, keySource }, text: `${rows.join('\n')}\n\n${care}` }
  try {
    writeFileSync(output, `${rows.join('\n')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new AppError('file-unreadable', `${output} cannot be written. Name a new file.`, { cause })
  }
  return { value: { file: output, keySource }, text: `${output}: the recovery key. ${care}` }
}

async function importKey(session: Session, file: string | undefined): Promise<Outcome> {
  const folder = session.dataFolder()
  const { file: keyFile, replaced } = importRecoveryKey(folder, await readTyped(file), Date.now())
  const kept = replaced === null ? '' : `The key that was there is kept in ${replaced}.\n`
  return { value: { file: keyFile, replaced }, text: `${keyFile}: the key of these data now.\n${kept}` }
}

async function readTyped(file: string | undefined): Promise<string> {
  if (file === undefined) {
    if (process.stdin.isTTY) process.stderr.write('Type the four rows of the recovery key, then Ctrl+D:\n')
    return readAll(process.stdin)
  }
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('file-unreadable', `The file ${file} cannot be read.`, { cause })
  }
}
