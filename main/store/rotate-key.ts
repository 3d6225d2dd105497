import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Caller } from '../contract/caller.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { callOnce } from '../threads/thread.ts'
import { keyBytes, saltBytes, secretOfPassphrase, wrapKey } from './data-key.ts'
import { openDatabase } from './database.ts'
import { keeperOf, keyFileNames } from './key-files.ts'
import type { Wrapping } from './key-record.ts'
import { type KeyTarget, sourceOfTarget } from './move-key.ts'
import { openStore } from './open.ts'
import type { RotateMethods } from './rotate-worker.ts'
import { databaseOf, lockRestore, partOf, recoverRestore, rotationMarkOf, swap } from './swap.ts'
import { timeInName } from './time-in-name.ts'
import { openVault, type VaultSource } from './vault.ts'

export interface RotateOptions {
  readonly dataFolder: string
  /** What opens the data now. */
  readonly from: VaultSource
  /** A new secret of the shell's, where a key chain keeps the key; null elsewhere. */
  readonly chain: Extract<KeyTarget, { kind: 'key-chain' }> | null
  readonly caller: Caller
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Called with 0..1 as the work goes on. */
  readonly onShare?: (share: number) => void
}

export interface RotatedKey {
  /** What opens the data now. */
  readonly key: VaultSource
  /** Of the key, counted from 1. */
  readonly number: number
}

/** The order for the thread that seals the copy. */
export interface RotateOrder {
  readonly file: string
  readonly to: string
  /** The data key of before and the next one. */
  readonly key: Uint8Array
  readonly next: Uint8Array
  readonly wrapping: Wrapping
  readonly caller: Caller
  readonly time: number
}

/** Room that must be left beside the copy. */
const minFreeBytes = 64 * 1024 * 1024

/**
 * Gives data that are closed another key: a copy of everything is sealed with it, opened, and put in place as a restore
 * would (swap.ts); then nothing is left that the former key opens, and the key itself is overwritten. Until the copy is
 * in place everything is as it was, and an interrupted rotation is begun anew.
 * @throws AppError `disk-full`, `database-busy`, and what opening the data throws
 */
export async function rotateKey(options: RotateOptions): Promise<RotatedKey> {
  const { dataFolder, from, caller, now } = options
  recoverRestore(dataFolder)
  const vault = openVault(from)
  const target = targetOf(options)
  const file = databaseOf(dataFolder)
  const store = openStore({ file, vault, now })
  const key = vault.reveal()
  try {
    requireRoom(dataFolder)
    store.keyRecord.write({ rotating: now() as Instant })
  } finally {
    store.close()
  }
  using lock = lockRestore(dataFolder)
  if (lock === null) throw busyError(dataFolder)
  const folder = partOf(dataFolder)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  try {
    const next = randomBytes(keyBytes)
    const wrapping: Wrapping = { salt: target.salt, wrapped: wrapKey(target.secret, next) }
    const order: RotateOrder = { ...{ file, to: databaseOf(folder), key, next, wrapping }, caller, time: now() }
    const { number, stamp } = await whileNobodyWrites(file, () =>
      callOnce<RotateMethods, 'reseal'>(new URL('./rotate-worker.ts', import.meta.url), 'reseal', order, {
        isNative: true,
        ...(options.onShare && { progress: options.onShare }),
      }),
    )
    if (target.file !== null)
      writeFileSync(join(folder, target.file.name), target.file.bytes, { mode: 0o600, flush: true })
    writeFileSync(rotationMarkOf(folder), '', { mode: 0o600, flush: true })
    if (stampOf(file) !== stamp) throw busyError(dataFolder)
    swap(dataFolder, timeInName(now()))
    return { key: target.source, number }
  } catch (error) {
    forgetRotation(options)
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Keeps other programs from writing: commands that want to wait, and are told that the database is in use.
 * @returns with a text that stays the same until somebody writes
 */
async function whileNobodyWrites<T>(file: string, work: () => Promise<T>): Promise<T & { readonly stamp: string }> {
  const holder = openDatabase(file)
  try {
    const version = holder.prepare<{ data_version: number }>('pragma data_version')
    const checkpoint = holder.prepare('pragma wal_checkpoint(truncate)')
    holder.exec('begin immediate')
    const before = version.get()!.data_version
    const result = await work()
    holder.exec('rollback')
    checkpoint.get()
    const stamp = stampOf(file)
    if (version.get()!.data_version !== before) throw busyError(dirname(file))
    return { ...result, stamp }
  } finally {
    holder.close()
  }
}

/** Whoever asked was told why it failed. */
function forgetRotation({ dataFolder, from, now }: RotateOptions): void {
  try {
    const store = openStore({ file: databaseOf(dataFolder), vault: openVault(from), now })
    store.keyRecord.write({ rotating: null })
    store.close()
  } catch {
    // It is only said once more.
  }
}

interface Target {
  readonly source: VaultSource
  readonly secret: Uint8Array
  readonly salt: Uint8Array | null
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null
}

/** What keeps the next key: the same place as before, with another secret. */
function targetOf({ dataFolder, from, chain }: RotateOptions): Target {
  if (from.kind === 'passphrase') {
    const salt = randomBytes(saltBytes)
    return { source: from, secret: secretOfPassphrase(from.passphrase, salt), salt, file: null }
  }
  if (from.kind === 'key' && keeperOf(from.place) === 'key-chain') {
    if (chain === null) throw new AppError('forbidden', 'Only the window can use the key chain. Do it there.')
    const file = { name: keyFileNames['key-chain'], bytes: chain.sealed }
    return { source: sourceOfTarget(dataFolder, chain), secret: chain.secret, salt: null, file }
  }
  const secret = randomBytes(keyBytes)
  const file = { name: keyFileNames.file, bytes: secret }
  return { source: sourceOfTarget(dataFolder, { kind: 'file' }), secret, salt: null, file }
}

/** @throws AppError `disk-full` */
function requireRoom(dataFolder: string): void {
  const imports = join(dataFolder, 'imports')
  const photos = statSync(imports, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(imports)
  const files = [databaseOf(dataFolder), `${databaseOf(dataFolder)}-wal`, ...photos.map((name) => join(imports, name))]
  const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
  const { bavail, bsize } = statfsSync(dataFolder)
  if (bavail * bsize >= bytes + minFreeBytes) return
  const message = `There is not enough room for a copy of the data in ${dataFolder}, which a new key takes. Free ${Math.ceil((bytes + minFreeBytes) / 1e6)} MB.`
  throw new AppError('disk-full', message, { details: { folder: dataFolder } })
}

/** A text that changes when the database is written. */
function stampOf(file: string): string {
  return ['', '-wal']
    .map((ending) => statSync(`${file}${ending}`, { bigint: true, throwIfNoEntry: false }))
    .map((found) => (found === undefined || found.size === 0n ? '' : `${found.size} ${found.mtimeNs}`))
    .join()
}

function busyError(dataFolder: string): AppError {
  const message = `Another program uses the data in ${dataFolder}. Close it, and try again.`
  return new AppError('database-busy', message, { details: { folder: dataFolder } })
}
