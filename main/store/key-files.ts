import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { KeyPlace } from '../contract/key-place.ts'
import type { KeyKeeper } from './key-record.ts'
import { syncFolder } from './sync-file.ts'
import { timeInName } from './time-in-name.ts'

/** The file in a data folder that a place keeps the key in; null for a passphrase, which is kept by people. */
export const keyFileNames = { file: 'key', 'key-chain': 'key.sealed', passphrase: null } as const satisfies Record<
  KeyKeeper,
  string | null
>
const partOf = (file: string) => `${file}.next`
/** What is about to be overwritten; nothing reads a key under this name. */
const destroyableOf = (file: string) => `${file}.gone`

/** Null for a recovery key, which is kept by nothing. */
export function keeperOf({ kind }: KeyPlace): KeyKeeper | null {
  if (kind === 'recovery-key') return null
  return kind === 'file' || kind === 'passphrase' ? kind : 'key-chain'
}

const pathOf = (dataFolder: string, keeper: KeyKeeper | null) => {
  const name = keeper === null ? null : keyFileNames[keeper]
  return name === null ? null : join(dataFolder, name)
}

/** Writes a key file under a name that nothing reads yet. @throws AppError `file-unreadable` */
export function prepareKeyFile(dataFolder: string, keeper: KeyKeeper, bytes: Uint8Array): void {
  const file = pathOf(dataFolder, keeper)
  if (file === null) return
  try {
    rmSync(partOf(file), { force: true })
    writeFileSync(partOf(file), bytes, { mode: 0o600, flag: 'wx', flush: true })
    syncFolder(dataFolder)
  } catch (cause) {
    throw keyNotWrittenError(file, cause)
  }
}

/**
 * Gives a prepared key file its name, at once. Another file of that name is kept under a dated one, or, where it is the
 * key of before, left for `destroyKeyFile`.
 */
export function placeKeyFile(dataFolder: string, keeper: KeyKeeper, isOfBefore: boolean, now: number): void {
  const file = pathOf(dataFolder, keeper)
  if (file === null) return
  if (existsSync(file)) linkSync(file, isOfBefore ? destroyableOf(file) : `${file}.${timeInName(now)}`)
  renameSync(partOf(file), file)
  syncFolder(dataFolder)
}

/** Overwrites the file that kept the key before, and removes it. */
export function destroyKeyFile(dataFolder: string, keeper: KeyKeeper | null, isReplaced: boolean): void {
  const file = pathOf(dataFolder, keeper)
  if (file === null) return
  if (!isReplaced && existsSync(file)) renameSync(file, destroyableOf(file))
  overwriteAndRemove(destroyableOf(file))
  syncFolder(dataFolder)
}

/** Removes the file of a place that the key then did not move to. */
export function removeKeyFile(dataFolder: string, keeper: KeyKeeper): void {
  const file = pathOf(dataFolder, keeper)
  if (file !== null) overwriteAndRemove(file)
}

/** Key files that a move left behind under names that nothing reads. */
export function findUnusedKeyFiles(dataFolder: string): string[] {
  return Object.values(keyFileNames)
    .filter((name) => name !== null)
    .flatMap((name) => [partOf(join(dataFolder, name)), destroyableOf(join(dataFolder, name))])
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile())
}

/** A disk may keep the former contents all the same: docs/security.md. */
export function overwriteAndRemove(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) return
  const descriptor = openSync(file, 'r+')
  try {
    writeSync(descriptor, new Uint8Array(size), 0, size, 0)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  rmSync(file)
}

export function keyNotWrittenError(file: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause)
  const message = `The key cannot be written to ${file} (${why}). Check that the folder belongs to you and that there is room.`
  return new AppError('file-unreadable', message, { details: { file }, cause })
}
