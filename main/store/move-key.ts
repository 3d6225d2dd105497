import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { KeyPlace } from '../contract/key-place.ts'
import { keyBytes, saltBytes, secretOfPassphrase, wrapKey } from './data-key.ts'
import { keeperOf, placeKeyFile, prepareKeyFile } from './key-files.ts'
import type { KeyKeeper, KeyRecord } from './key-record.ts'
import { openStore } from './open.ts'
import { destroyFormerKeyFile } from './settle-move.ts'
import { databaseOf, keyOf, lockRestore } from './swap.ts'
import { openVault, refuseWeak, type VaultSource } from './vault.ts'

/** What shall keep the key. */
export type KeyTarget =
  | { readonly kind: 'file' }
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  /** A secret of the shell's, and the same sealed by the key chain. */
  | { readonly kind: 'key-chain'; readonly place: KeyPlace; readonly secret: Uint8Array; readonly sealed: Uint8Array }

export interface MoveOptions {
  readonly dataFolder: string
  /** What opens the data now. */
  readonly from: VaultSource
  readonly to: KeyTarget
  readonly caller: Caller
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export interface MovedKey {
  /** What opens the data now. */
  readonly key: VaultSource
  /** Whether what opened them before opens them still: it was the data key itself. */
  readonly formerOpens: boolean
}

/**
 * Has another place keep the key of data that are closed, or gives them another passphrase. The data stay as they are:
 * their key is wrapped anew. At every moment what opened them before or what shall open them does so; which, a process
 * that ends in between leaves for the next start (`settleMove`).
 * @throws AppError `passphrase-weak`, `database-busy`, and what opening the data throws
 */
export async function moveKey({ dataFolder, from, to, caller, now }: MoveOptions): Promise<MovedKey> {
  const vault = openVault(from)
  const target = prepareTarget(dataFolder, to)
  const store = openStore({ file: databaseOf(dataFolder), vault, now })
  try {
    using lock = lockRestore(dataFolder)
    if (lock === null) throw busyError(dataFolder)
    const formerOpens = vault.opened === null
    const from = keeperOf(vault.place)
    const { keeper, salt, secret, file } = target
    const wrapped = wrapKey(secret, vault.reveal())
    const next: NonNullable<KeyRecord['next']> = { from, keeper, salt, wrapped, actor: caller.actor, via: caller.via }
    if (file !== null) prepareKeyFile(dataFolder, keeper, file)
    store.keyRecord.write({ next })
    if (file !== null) placeKeyFile(dataFolder, keeper, keeper === from, now())
    destroyFormerKeyFile(dataFolder, next)
    store.finishMove(next)
    rmSync(join(dataFolder, 'salt'), { force: true })
    // The former wrapping is in the log and on pages until then.
    await store.scrub()
    return { key: target.source, formerOpens }
  } finally {
    store.close()
  }
}

/** What opens data whose key moves to a place. */
export function sourceOfTarget(dataFolder: string, to: KeyTarget): VaultSource {
  switch (to.kind) {
    case 'file':
      return { kind: 'file', path: keyOf(dataFolder) }
    case 'passphrase':
      return { kind: 'passphrase', passphrase: to.passphrase, saltFile: join(dataFolder, 'salt') }
    case 'key-chain':
      return { kind: 'key', key: to.secret, place: to.place }
  }
}

interface Target {
  readonly keeper: KeyKeeper
  readonly source: VaultSource
  readonly secret: Uint8Array
  readonly salt: Uint8Array | null
  /** What its file holds; null without one. */
  readonly file: Uint8Array | null
}

function prepareTarget(dataFolder: string, to: KeyTarget): Target {
  const source = sourceOfTarget(dataFolder, to)
  switch (to.kind) {
    case 'file': {
      const secret = randomBytes(keyBytes)
      return { keeper: 'file', source, secret, salt: null, file: secret }
    }
    case 'passphrase': {
      refuseWeak(to.passphrase)
      const salt = randomBytes(saltBytes)
      return { keeper: 'passphrase', source, secret: secretOfPassphrase(to.passphrase, salt), salt, file: null }
    }
    case 'key-chain':
      return { keeper: 'key-chain', source, secret: to.secret, salt: null, file: to.sealed }
  }
}

function busyError(dataFolder: string): AppError {
  const message = `A backup is just being restored into ${dataFolder}, or its key changed. Try again when that is done.`
  return new AppError('database-busy', message, { details: { folder: dataFolder } })
}
