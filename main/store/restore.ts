import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Caller } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { RestorePreview } from '../contract/restore.ts'
import { callOnce } from '../threads/thread.ts'
import { type AuditDraft, openAudit } from './audit.ts'
import { carryRefusals } from './carry-refusals.ts'
import { openDatabase } from './database.ts'
import { checkKey } from './key-check.ts'
import type { RestoreMethods } from './restore-worker.ts'
import { hasSeals, sealDatabase } from './seals.ts'
import { databaseOf, keyOf, lockRestore, partOf, recoverRestore, swap } from './swap.ts'
import { timeInName } from './time-in-name.ts'
import { openVault, type VaultSource } from './vault.ts'

export interface RestoreOptions {
  readonly dataFolder: string
  /** The backup: a database of Rollcall, with its log beside it where there is one. It is only read. */
  readonly file: string
  /** The file's name in messages. */
  readonly name: string
  /** What opens the backup. A file `key` beside it, as beside what an earlier restore kept, is tried too. */
  readonly key: VaultSource
  /** Whether the backup's key replaces the one of the data folder. */
  readonly bringsKey?: boolean
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** A backup that was copied, checked and brought up to date, and only needs to be put in place. */
export interface PreparedRestore {
  readonly preview: RestorePreview
  /** The key of the data after the restore. */
  readonly key: VaultSource
  /**
   * Replaces the database, which must be closed.
   * @param caller whom the audit log of the restored data names
   * @returns the folder that keeps the former data; null when there were none
   * @throws AppError `restore-failed`, or what keeps the copy from being written; then everything is as it was
   */
  restore(caller: Caller): string | null
  /** Removes the copy; the data stay as they are. */
  discard(): void
}

/** The order for the thread that makes the copy. */
export interface StageOrder {
  readonly file: string
  readonly name: string
  readonly to: string
  readonly key: VaultSource
  readonly bringsKey: boolean
  /** The database that it would replace. */
  readonly present: string
  readonly time: number
}

export interface Staged {
  readonly preview: RestorePreview
  /** Whether its key lies beside it or in the data folder. */
  readonly hasKey: boolean
}

/**
 * Prepares the restore of a backup in a thread of its own, without changing the file or the data. Until `restore` or
 * `discard` is called, no other restore into the folder can begin.
 * @throws AppError `file-not-found`, `file-unreadable`, `not-a-backup`, `backup-damaged`, `database-newer`,
 * `key-missing`, `key-wrong`, `disk-full`, `database-busy` while another restore is going on
 */
export async function prepareRestore(options: RestoreOptions): Promise<PreparedRestore> {
  const { dataFolder, now } = options
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  recoverRestore(dataFolder)
  const lock = lockRestore(dataFolder)
  if (lock === null) {
    const message = `A backup is just being restored into ${dataFolder}. Wait until that is done.`
    throw new AppError('database-busy', message, { details: { folder: dataFolder } })
  }
  const folder = partOf(dataFolder)
  const time = now()
  let open = true
  function end(): void {
    if (!open) return
    open = false
    try {
      rmSync(folder, { recursive: true, force: true })
    } finally {
      lock![Symbol.dispose]()
    }
  }
  try {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { mode: 0o700 })
    const { key, name, bringsKey = false } = options
    const file = resolve(options.file)
    if (isSameFile(file, databaseOf(dataFolder))) {
      const message = `${file} is the database in use, not a backup of it. Choose another file.`
      throw new AppError('not-a-backup', message, { details: { file } })
    }
    const { preview, hasKey } = await callOnce<RestoreMethods, 'stage'>(
      new URL('./restore-worker.ts', import.meta.url),
      'stage',
      {
        ...{ file, name, key, bringsKey, time },
        to: databaseOf(folder),
        present: databaseOf(dataFolder),
      },
      { isNative: true },
    )
    const keyAfter: VaultSource = hasKey ? { kind: 'file', path: keyOf(dataFolder) } : key
    const keyNow: VaultSource = existsSync(keyOf(folder)) ? { kind: 'file', path: keyOf(folder) } : keyAfter
    return {
      preview,
      key: keyAfter,
      restore(caller) {
        if (!open) throw new AppError('restore-failed', 'This restore is over. Look at the backup again.')
        try {
          const refused = carryRefusals(databaseOf(dataFolder), databaseOf(folder), keyNow, now)
          const details = { file: basename(file), entries: preview.backup.entries, replaced: preview.present, refused }
          appendAudit(databaseOf(folder), keyNow, now, { ...caller, action: 'restore', subject: 'database', details })
          return swap(dataFolder, timeInName(now()))
        } finally {
          end()
        }
      },
      discard: end,
    }
  } catch (error) {
    end()
    throw error
  }
}

/** Appends to the audit log of a database that nobody has open. */
function appendAudit(file: string, key: VaultSource, now: () => number, draft: AuditDraft): void {
  const database = openDatabase(file)
  try {
    const vault = openVault(key)
    checkKey(database, vault)
    openAudit(hasSeals(database) ? sealDatabase(database, vault, now).database : database, vault, now).append(draft)
  } finally {
    database.close()
  }
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }))
  return first !== undefined && first.dev === second?.dev && first.ino === second.ino
}
