import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { RestorePreview } from '../contract/restore.ts'
import { serveThread } from '../threads/serve.ts'
import { dataKeyOf } from './data-key.ts'
import { type Database, findDamage, openDatabase } from './database.ts'
import { readHeadOf } from './head.ts'
import { compareWith, holdingsOf } from './holdings.ts'
import { opensWith, secretKindOf } from './key-check.ts'
import { readKeyRecord, type Wrapping, writeKeyRecord } from './key-record.ts'
import { migrations, schemaVersion } from './migrate.ts'
import { openStore } from './open.ts'
import type { Staged, StageOrder } from './restore.ts'
import { databaseOf, keyOf, makeOneFile } from './swap.ts'
import { openVault, type Vault, type VaultSource, vaultOfKey } from './vault.ts'

/** Makes a copy of the backup ready, checked and brought up to date, and compares it with what is here. */
function stage(order: StageOrder): Staged {
  const { file, name, to, present, time } = order
  const found = copy(file, to)
  copyKeptPhotos(file, dirname(to))
  const schema = checkSchema(file, to)
  const { vault, brings } = chooseKey(order)
  if (brings) putKeyBeside(vault, to, present)
  const store = openStore({ file: to, vault, now: () => time, dataFolder: dirname(present) })
  try {
    const preview: RestorePreview = {
      ...found,
      file: name,
      schema,
      backup: holdingsOf(to),
      auditIntact: store.audit.verify().kind === 'intact',
      present: compareWith(present, to),
      erased: { ...store.again, isComplete: store.erased.isComplete },
    }
    store.installation.beginHistory(store.events.count())
    return { preview, hasKey: brings }
  } finally {
    store.close()
    makeOneFile(to)
  }
}

/** Copies the backup. @throws AppError when it cannot be read, is no database, or changes while it is read */
function copy(file: string, to: string): { bytes: number; writtenAt: Instant } {
  try {
    const before = stampOf(file)
    if (!readHeadOf(file).isDatabase) throw notABackupError(file)
    for (const ending of ['', '-wal'].filter((each) => existsSync(`${file}${each}`))) {
      copyFileSync(`${file}${ending}`, `${to}${ending}`, constants.COPYFILE_FICLONE)
      chmodSync(`${to}${ending}`, 0o600)
    }
    if (stampOf(file) !== before) {
      const message = `${file} is being written by another program. Close it, or make a backup of it with \`rollcall backup\`.`
      throw new AppError('database-busy', message, { details: { file } })
    }
    const { size, mtimeMs } = statSync(file)
    return { bytes: size, writtenAt: Math.floor(mtimeMs) as Instant }
  } catch (error) {
    throw error instanceof AppError ? error : toCopyError(file, error as NodeJS.ErrnoException)
  }
}

/** Copies the photos beside the backup: data kept by an earlier restore, and whole data folders, have them there. */
function copyKeptPhotos(file: string, to: string): void {
  const [from, photos] = [join(dirname(file), 'imports'), join(to, 'imports')]
  if (basename(file) !== basename(databaseOf(to)) || !existsSync(from)) return
  mkdirSync(photos, { mode: 0o700 })
  for (const name of readdirSync(from).filter((each) => /^\d+\.sealed$/.test(each))) {
    copyFileSync(join(from, name), join(photos, name), constants.COPYFILE_FICLONE)
  }
}

/** A text that changes when a database or its log is written. */
function stampOf(file: string): string {
  return ['', '-wal']
    .map((ending) => statSync(`${file}${ending}`, { bigint: true, throwIfNoEntry: ending === '' }))
    .map((found) => (found === undefined ? '' : `${found.size} ${found.mtimeNs}`))
    .join()
}

/**
 * Checks the copy; errors name the file that it was made of.
 * @throws AppError `backup-damaged`, `not-a-backup`, `database-newer`
 */
function checkSchema(file: string, to: string): number {
  const database = openDatabase(to)
  try {
    const damage = findDamage(database, 'integrity')
    if (damage !== null) throw damagedBackupError(file, damage)
    if (!isOfRollcall(database)) throw notABackupError(file)
    const schema = schemaVersion(database)
    if (schema > migrations.length) {
      const message = `The backup ${file} was written by a newer Rollcall (schema ${schema}, this one knows ${migrations.length}). Install the newer version, and restore it there.`
      throw new AppError('database-newer', message, { details: { file, found: schema, known: migrations.length } })
    }
    return schema
  } catch (error) {
    if (error instanceof AppError && error.code === 'database-damaged') {
      throw damagedBackupError(file, String(error.details.found), error)
    }
    throw error
  } finally {
    database.close()
  }
}

/**
 * Finds the key of the copy: the given one, a file `key` beside the backup, or the one of the present data where they
 * have kept it in another place since.
 * @throws AppError `key-missing`, `key-wrong`
 */
function chooseKey({ file, to, key, bringsKey, present }: StageOrder): { vault: Vault; brings: boolean } {
  const database = openDatabase(to)
  try {
    const record = readKeyRecord(database)
    const given = attempt(() => openVault(key))
    const found = given.ok ? given.value.unlock(record) : 'missing'
    if (given.ok && found === 'open') return { vault: given.value, brings: bringsKey }
    const beside = keyOf(dirname(file))
    if (basename(file) === basename(to) && existsSync(beside)) {
      const vault = openVault({ kind: 'file', path: beside })
      if (vault.unlock(record) === 'open') return { vault, brings: true }
    }
    const wrapping = bringsKey ? null : wrappingOfSameKey(present, key, database)
    if (wrapping !== null) {
      writeKeyRecord(database, { current: wrapping, next: null })
      const vault = openVault(key)
      if (vault.unlock(readKeyRecord(database)) === 'open') return { vault, brings: false }
    }
    if (!given.ok) throw given.error
    const underPassphrase = secretKindOf(database) === 'passphrase'
    throw found === 'missing'
      ? keyMissingError(file, given.value.lacking, underPassphrase)
      : keyWrongError(file, underPassphrase, record.number)
  } finally {
    database.close()
  }
}

/** How the present data wrap their key, where it is the one that the copy was made with; null otherwise. */
function wrappingOfSameKey(present: string, key: VaultSource, copy: Database): Wrapping | null {
  if (key.kind === 'none' || (statSync(present, { throwIfNoEntry: false })?.size ?? 0) === 0) return null
  try {
    const database = openDatabase(present, { readonly: true })
    try {
      const [record, vault] = [readKeyRecord(database), openVault(key)]
      if (vault.unlock(record) !== 'open' || vault.opened === null) return null
      return opensWith(copy, vaultOfKey(dataKeyOf(vault.reveal()))) ? record[vault.opened] : null
    } finally {
      database.close()
    }
  } catch {
    // Data that cannot be read are restored over all the same.
    return null
  }
}

function attempt<T>(work: () => T): { ok: true; value: T } | { ok: false; error: unknown } {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    return { ok: false, error }
  }
}

/** Puts the key beside the copy, so that both move together; not needed when the data folder has the same key. */
function putKeyBeside(vault: Vault, to: string, present: string): void {
  const key = Buffer.from(vault.revealSecret())
  const own = keyOf(dirname(present))
  if (existsSync(own) && key.equals(readFileSync(own))) return
  writeFileSync(keyOf(dirname(to)), key, { mode: 0o600, flush: true })
}

/** Whether a database is Rollcall's: every one that was ever opened holds a check of its key. */
function isOfRollcall(database: Database): boolean {
  const tables = database
    .prepare<{ total: number }>(
      "select count(*) as total from sqlite_schema where type = 'table' and name in ('meta', 'people', 'templates', 'events', 'audit')",
    )
    .get()!
  return tables.total === 5 && database.prepare("select 1 from meta where key = 'key-check'").get() !== undefined
}

function notABackupError(file: string): AppError {
  return new AppError('not-a-backup', `${file} is no backup of Rollcall. Choose another file.`, { details: { file } })
}

function damagedBackupError(file: string, found: string, cause?: unknown): AppError {
  const message = `The backup ${file} is damaged (${found}). Choose another one; this one was left as it is.`
  return new AppError('backup-damaged', message, { details: { file, found }, cause })
}

function keyMissingError(file: string, lacking: string, underPassphrase: boolean): AppError {
  const message = underPassphrase
    ? `The backup ${file} opens with a passphrase. Give the one it was made with.`
    : `The backup ${file} opens only with its key, and there is none: ${lacking}. Put the key of the installation it was made on there, and restore again.`
  return new AppError('key-missing', message, { details: { file, opensWith: underPassphrase ? 'passphrase' : 'key' } })
}

function keyWrongError(file: string, underPassphrase: boolean, number: number): AppError {
  const message = underPassphrase
    ? `The backup ${file} opens with another passphrase. Give the one it was made with.`
    : `The backup ${file} opens with another key. Give the recovery key, or the key file, of the data it was made of: theirs was number ${number} then.`
  return new AppError('key-wrong', message, {
    details: { file, opensWith: underPassphrase ? 'passphrase' : 'key', keyNumber: number },
  })
}

function toCopyError(file: string, cause: NodeJS.ErrnoException): AppError {
  const options = { details: { file }, cause }
  if (cause.code === 'ENOENT') return new AppError('file-not-found', `There is no file ${file}.`, options)
  if (cause.code === 'ENOSPC' || cause.code === 'EDQUOT') {
    const message = `There is not enough room for a copy of ${file} beside the data. Free some space, and restore again.`
    return new AppError('disk-full', message, options)
  }
  return new AppError('file-unreadable', `The backup ${file} cannot be copied (${cause.message}).`, options)
}

const methods = { stage }
export type RestoreMethods = typeof methods
serveThread(methods)
