import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { callOnce } from '../threads/thread.ts'
import type { BackupMethods } from './backup-worker.ts'
import { createPrivateFile } from './private-files.ts'
import { syncFile, syncFolder } from './sync-file.ts'

/** The order for the thread that copies. */
export interface CopyOrder {
  readonly from: string
  readonly to: string
  /** The folder of photos that wait for a decision. */
  readonly photos: string
}

/**
 * Writes a compact copy of a database in use, with the photos that wait for a decision, in a thread of its own. Until
 * the file is complete, checked and on the disk it is called `NAME.part`; that is removed when something fails, and
 * overwritten by the next backup of that name.
 * @throws AppError `backup-failed`
 */
export async function writeBackup(order: CopyOrder): Promise<void> {
  const { to } = order
  const part = `${to}.part`
  try {
    if (existsSync(to)) throw new Error(`${to} exists already`)
    removePart(part)
    createPrivateFile(part)
    const copy = { ...order, to: part }
    await callOnce<BackupMethods, 'copy'>(new URL('./backup-worker.ts', import.meta.url), 'copy', copy, {
      isNative: true,
    })
    syncFile(part)
    renameSync(part, to)
    syncFolder(dirname(to))
  } catch (cause) {
    removePart(part)
    const message = `The backup ${to} could not be written. Choose a new file on a disk with enough space.`
    throw new AppError('backup-failed', message, { details: { file: to }, cause })
  }
}

function removePart(part: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
}
