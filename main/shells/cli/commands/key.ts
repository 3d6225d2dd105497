import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import type { KeyTarget } from '../../../change-key.ts'
import type { Caller } from '../../../contract/caller.ts'
import { AppError } from '../../../contract/errors.ts'
import { describeKeyPlace } from '../../../contract/key-place.ts'
import type { KeyState } from '../../../contract/keys.ts'
import { machineUser } from '../../../machine.ts'
import { importRecoveryKey } from '../../../recovery-key.ts'
import type { Outcome, Perform } from '../command.ts'
import { confirm } from '../confirm.ts'
import type { Session } from '../session.ts'

export function defineKey(program: Command, perform: Perform): void {
  const key = program.command('key').description('what keeps the key of the data, changing that, and the key on paper')
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
  key
    .command('check')
    .description('say what keeps the key, whether it lies beside the data, and since when they have it')
    .action((_options: unknown, command: Command) => perform(command, checkKey))
  key
    .command('move')
    .description('have something else keep the key, or change the passphrase; the data stay as they are')
    .addOption(new Option('--to <place>', 'what keeps it').choices(['file', 'passphrase']).makeOptionMandatory())
    .option(
      '--new-passphrase-file <file>',
      'holds the passphrase in its first line; otherwise it is read from standard input',
    )
    .action((options: MoveWords, command: Command) => perform(command, (session) => moveKey(session, options)))
  key
    .command('rotate')
    .description('give the data another key: everything is sealed anew, and the former key opens nothing any more')
    .option('--yes', 'do not ask')
    .action((options: { yes?: boolean }, command: Command) =>
      perform(command, (session) => rotateKey(session, options.yes === true)),
    )
}

interface MoveWords {
  readonly to: 'file' | 'passphrase'
  readonly newPassphraseFile?: string
}

const caller = (): Caller => ({ actor: machineUser(), via: 'command', role: 'owner' })

async function checkKey(session: Session): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const { keyChain: _, ...state } = await app.call('keys.check', {})
  return { value: { ...state, opens: true }, text: describeKeyState(state) }
}

async function moveKey(session: Session, { to, newPassphraseFile }: MoveWords): Promise<Outcome> {
  const dataFolder = session.dataFolder()
  const target: KeyTarget =
    to === 'file' ? { kind: to } : { kind: to, passphrase: await readPassphrase(newPassphraseFile) }
  const { moveKeyOfClosed } = await import('../../../change-key.ts')
  const { formerOpens } = await moveKeyOfClosed({
    ...{ dataFolder, from: session.key(), to: target, caller: caller(), now: Date.now },
  })
  const kept = to === 'file' ? `The key file ${join(dataFolder, 'key')} opens the data now.\n` : passphraseAfterMove
  return { value: { to, formerOpens }, text: `${kept}${formerOpens ? formerStillOpens : formerNoLonger}` }
}

const passphraseAfterMove = 'The new passphrase opens the data now. Without it, only the recovery key does.\n'
const formerNoLonger =
  'What kept the key before no longer opens them. It still opens the backups made until now, and so does the recovery key.\n'
const formerStillOpens =
  'What opened them before was the key itself, so whoever has a copy of it, or the former passphrase and a backup, can still open them: `rollcall key rotate` ends that.\n'

async function rotateKey(session: Session, yes: boolean): Promise<Outcome> {
  const warning =
    'Backups made until now open only with the recovery key that there is now (or the key file or passphrase of now).\n' +
    'Write it down first, with the date: rollcall key export\n'
  if (!yes) {
    process.stderr.write(warning)
    if (!(await confirm('Type yes to give the data a new key: ', 'give the data a new key'))) {
      throw new AppError('cancelled', 'The key is the one that it was.')
    }
  }
  const { rotateKeyOfClosed } = await import('../../../change-key.ts')
  const { number } = await rotateKeyOfClosed({
    ...{ dataFolder: session.dataFolder(), from: session.key(), chain: null, caller: caller(), now: Date.now },
    onShare: (share) => session.progress.report('sealing anew', Math.round(share * 100), 100),
  })
  session.progress.end()
  const text =
    `The data have a new key, number ${number}; the former one opens nothing of them any more.\n` +
    'Write the new recovery key down: rollcall key export\n' +
    'Backups made until now open with the former recovery key: keep it with them, or delete them.\n'
  return { value: { number }, text }
}

function describeKeyState({
  place,
  beside,
  isKeyItself,
  number,
  since,
  movedAt,
  interrupted,
}: Omit<KeyState, 'keyChain'>) {
  const day = (at: number) => new Date(at).toLocaleString('sv-SE')
  const where = {
    folder: 'It lies in the folder of the data: whoever copies that can open them.',
    disk: 'It lies on the same disk as the data: whoever has that can open them.',
    elsewhere: 'It lies on another disk than the data.',
  }
  return [
    `${capitalize(describeKeyPlace(place))} opens the data.`,
    beside !== null && where[beside],
    movedAt !== null && `So it has been since ${day(movedAt)}.`,
    since === null
      ? 'The data have had their key from the beginning.'
      : `Their key is number ${number}, since ${day(since)}. Older backups open with the recovery key of before.`,
    isKeyItself &&
      'What keeps the key is the key itself: a copy of it will open the data even after the key is moved. `rollcall key rotate` changes that.',
    interrupted !== null &&
      `Giving them another key was begun ${day(interrupted)} and did not get to its end; nothing was changed. Run \`rollcall key rotate\` again.`,
  ]
    .filter((line) => line !== false)
    .join('\n')
    .concat('\n')
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const careOf = (number: number) =>
  `This is key number ${number}. Keep it on paper, with the number and away from the backups: who has both can open faces and photos.\n`

async function exportKey(session: Session, output: string | undefined): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const { rows, keySource, number } = await app.call('backups.recoveryKey', {})
  if (output === undefined)
    return { value: { rows, keySource, number }, text: `${rows.join('\n')}\n\n${careOf(number)}` }
  try {
    writeFileSync(output, `${rows.join('\n')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new AppError('file-unreadable', `${output} cannot be written. Name a new file.`, { cause })
  }
  return { value: { file: output, keySource, number }, text: `${output}: the recovery key. ${careOf(number)}` }
}

async function importKey(session: Session, file: string | undefined): Promise<Outcome> {
  const folder = session.dataFolder()
  const { file: keyFile, replaced } = importRecoveryKey(folder, await readTyped(file), Date.now())
  const kept = replaced === null ? '' : `The key that was there is kept in ${replaced}.\n`
  return { value: { file: keyFile, replaced }, text: `${keyFile}: the key of these data now.\n${kept}` }
}

async function readPassphrase(file: string | undefined): Promise<string> {
  const typed = await readTyped(file, 'Type the new passphrase, then Enter and Ctrl+D:')
  return typed.split(/\r?\n/)[0] ?? ''
}

async function readTyped(file: string | undefined, question = 'Type the four rows of the recovery key, then Ctrl+D:') {
  if (file === undefined) {
    if (process.stdin.isTTY) process.stderr.write(`${question}\n`)
    return readAll(process.stdin)
  }
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('file-unreadable', `The file ${file} cannot be read.`, { cause })
  }
}
