import { type DataLock, lockDataFolder } from './app-lock.ts'
import { AppError } from './contract/errors.ts'
import { type PreparedRestore, prepareRestore, type RestoreOptions } from './store/restore.ts'

export type { PreparedRestore }

/**
 * Prepares the restore of a backup into a folder that no window uses, and locks the folder until the restore is done or
 * discarded.
 * @throws AppError `data-in-use` while a window is open, and what `prepareRestore` throws
 */
export async function prepareRestoreOfClosed(options: RestoreOptions): Promise<PreparedRestore> {
  const lock = lockClosedFolder(options.dataFolder)
  try {
    const prepared = await prepareRestore(options)
    return {
      preview: prepared.preview,
      key: prepared.key,
      restore(caller) {
        try {
          return prepared.restore(caller)
        } finally {
          lock[Symbol.dispose]()
        }
      },
      discard() {
        prepared.discard()
        lock[Symbol.dispose]()
      },
    }
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}

function lockClosedFolder(dataFolder: string): DataLock {
  try {
    return lockDataFolder(dataFolder, 'restore')
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'data-in-use') throw error
    const message = `Rollcall is open on ${dataFolder}. Restore the backup there, under Settings, or close it and try again.`
    throw new AppError('data-in-use', message, { details: error.details, cause: error })
  }
}
