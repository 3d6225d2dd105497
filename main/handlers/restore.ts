import { appendFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../contract/entities.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import { type BackupKey, type KeptState, maxPieceBytes, type RestoreSource } from '../contract/restore.ts'
import { backupFolders, findBackups, namesIn } from '../services/backup-files.ts'
import { adoptKey } from '../store/adopt-key.ts'
import { keyOfFile, keyOfRows } from '../store/recovery-key.ts'
import { type PreparedRestore, prepareRestore } from '../store/restore.ts'
import { databaseOf, keyOf, previousDataOf, uploadOf } from '../store/swap.ts'
import type { VaultSource } from '../store/vault.ts'
import type { Module } from './module.ts'

export interface RestoreOptions {
  readonly dataFolder: string
  /** The folder in the settings; null for the one in the data folder. */
  readonly backupFolder: () => string | null
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The key that the data are opened with. */
  readonly key: VaultSource
  /** Closes everything, lets `work` replace the data, and opens them with `key`; null where that is impossible. */
  readonly replaceData: (<T>(work: () => T, key: VaultSource) => Promise<T>) | null
  /** Opens data that could not be opened; null where they are open. */
  readonly reopen: ((key: VaultSource) => Promise<void>) | null
}

/** Handles restoring a backup in a window, which then goes on with the data of the backup. */
export function restoreModule(options: RestoreOptions): Module<'restore'> {
  const { dataFolder, backupFolder, now, key, replaceData, reopen } = options
  const received = uploadOf(dataFolder)
  let prepared: PreparedRestore | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let isClosed = false
  // A window has the folder to itself, so no other process is uploading a file.
  if (replaceData !== null) rmSync(received, { force: true })

  /** Runs one restore at a time; the next one waits. */
  function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  function discard(): void {
    prepared?.discard()
    prepared = null
    rmSync(received, { force: true })
  }

  function fileOf(from: RestoreSource): { file: string; name: string } {
    if (from.kind === 'received') return { file: received, name: from.name }
    const listed = backupFolders(dataFolder, backupFolder()).flatMap(findBackups)
    const known = [...listed, ...listKeptStates(dataFolder)].some(({ file }) => file === from.file)
    if (known) return { file: from.file, name: from.file }
    throw new AppError('file-not-found', `There is no backup ${from.file} any more. Choose another one.`)
  }

  return {
    handlers: {
      'restore.kept': () => ({ states: listKeptStates(dataFolder) }),
      'restore.receive': ({ offset, bytes }) => {
        if (bytes.length > maxPieceBytes)
          throw new AppError('malformed-request', 'Hand the file over in smaller pieces.')
        if (offset === 0) writeFileSync(received, bytes, { mode: 0o600 })
        else if (statSync(received, { throwIfNoEntry: false })?.size === offset) appendFileSync(received, bytes)
        else throw new AppError('upload-incomplete', 'A piece of the file is missing. Hand it over again.')
        return {}
      },
      'restore.preview': ({ from, key: given }) =>
        inTurn(async () => {
          prepared?.discard()
          prepared = null
          const opener = sourceOf(given, key, dataFolder)
          const made = await prepareRestore({ ...fileOf(from), ...opener, dataFolder, now })
          if (isClosed) made.discard()
          else prepared = made
          return made.preview
        }),
      'restore.run': async (_, caller) => {
        const ready = prepared
        if (ready === null) throw new AppError('restore-failed', 'Look at the backup first.')
        if (replaceData === null) throw new AppError('forbidden', 'Only a window restores in this way.')
        prepared = null
        rmSync(received, { force: true })
        return { kept: await replaceData(() => ready.restore(caller), ready.key) }
      },
      'restore.discard': () =>
        inTurn(() => {
          discard()
          return {}
        }),
      'restore.reopen': async ({ key: given }) => {
        if (reopen === null) return {}
        const opener = sourceOf(given, key, dataFolder)
        if (opener.bringsKey && opener.key.kind === 'key') adoptKey(dataFolder, opener.key.key, now())
        await reopen(opener.bringsKey ? { kind: 'file', path: keyOf(dataFolder) } : opener.key)
        return {}
      },
    },
    close() {
      isClosed = true
      discard()
    },
  }
}

/** Converts the key that was given. @throws AppError `recovery-key-slip` for a typing error in a recovery key */
function sourceOf(given: BackupKey, own: VaultSource, dataFolder: string): { key: VaultSource; bringsKey: boolean } {
  switch (given.kind) {
    case 'own':
      return { key: own, bringsKey: false }
    case 'passphrase': {
      const { passphrase } = given
      return { key: { kind: 'passphrase', passphrase, saltFile: join(dataFolder, 'salt') }, bringsKey: false }
    }
    case 'recovery-key':
      return { key: { kind: 'key', key: keyOfRows(given.text), place: { kind: 'recovery-key' } }, bringsKey: true }
    case 'file':
      return { key: { kind: 'key', key: keyOfFile(given.bytes), place: { kind: 'recovery-key' } }, bringsKey: true }
    default:
      return assertNever(given)
  }
}

function listKeptStates(dataFolder: string): KeptState[] {
  const folder = previousDataOf(dataFolder)
  return namesIn(folder)
    .flatMap((name) => {
      const at = Date.parse(name.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'))
      const file = databaseOf(join(folder, name))
      const found = statSync(file, { throwIfNoEntry: false })
      return found?.isFile() && !Number.isNaN(at) ? [{ file, at: at as Instant, bytes: found.size }] : []
    })
    .sort((one, other) => other.at - one.at)
}
