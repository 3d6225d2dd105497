import { type DataLock, lockDataFolder } from './app-lock.ts'
import { AppError } from './contract/errors.ts'
import { type KeyTarget, type MovedKey, type MoveOptions, moveKey } from './store/move-key.ts'
import { presentKey } from './store/present-key.ts'
import { type RotatedKey, type RotateOptions, rotateKey } from './store/rotate-key.ts'
import { recoverRestore } from './store/swap.ts'

export type { KeyTarget }

/**
 * Moves the key of a folder that no window uses.
 * @throws AppError `data-in-use` while a window is open, and what `moveKey` throws
 */
export async function moveKeyOfClosed(options: MoveOptions): Promise<MovedKey> {
  using _ = lockClosedFolder(options.dataFolder)
  recoverRestore(options.dataFolder)
  return await moveKey({ ...options, from: presentKey(options.dataFolder, options.from) })
}

/**
 * Gives another key to the data of a folder that no window uses.
 * @throws AppError `data-in-use` while a window is open, and what `rotateKey` throws
 */
export async function rotateKeyOfClosed(options: RotateOptions): Promise<RotatedKey> {
  using _ = lockClosedFolder(options.dataFolder)
  recoverRestore(options.dataFolder)
  return await rotateKey({ ...options, from: presentKey(options.dataFolder, options.from) })
}

function lockClosedFolder(dataFolder: string): DataLock {
  try {
    return lockDataFolder(dataFolder, 'key')
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'data-in-use') throw error
    const message = `Rollcall is open on ${dataFolder}. Change the key there, under Settings, Backups, or close it and try again.`
    throw new AppError('data-in-use', message, { details: error.details, cause: error })
  }
}
