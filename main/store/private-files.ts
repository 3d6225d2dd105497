import { chmodSync, closeSync, lstatSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What other users of this machine may do: mode bits of group and others. */
const others = 0o077

/** Creates an empty file that only its owner can read; an existing file stays as it is. */
export function createPrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

/**
 * Replaces a small file as a whole, or not at all. It is not flushed, so use it for what the next start can find out
 * again.
 * @returns false when it cannot be written
 */
export function replacePrivateFile(path: string, content: string | Uint8Array): boolean {
  const unfinished = `${path}.new`
  try {
    writeFileSync(unfinished, content, { mode: 0o600 })
    renameSync(unfinished, path)
    return true
  } catch {
    rmSync(unfinished, { force: true })
    return false
  }
}

/**
 * Makes a file or folder accessible to its owner only. Does nothing when it is missing, a link, or somebody else's, and
 * on Windows, where the folder's permissions apply.
 */
export function restrictToOwner(path: string): void {
  try {
    const found = lstatSync(path)
    if (!(found.isFile() || found.isDirectory()) || (found.mode & others) === 0) return
    chmodSync(path, found.mode & ~others & 0o777)
  } catch {
    // The doctor reports folders that others can enter.
  }
}

/** Names in the data folder that earlier versions or other tools may have left open to others. */
const own =
  /^(rollcall\.db(-wal|-shm)?|key|key\.sealed(\.new)?|salt|gallery\.index.*|high-water|erased(\.new)?|providers\.json|exports|backups|replaced|restore\..*|imports|looking|metric-lab|window|logs)$/

/**
 * Makes Rollcall's files in a data folder accessible to their owner only. The folder itself may be shared on purpose
 * and stays as it is.
 */
export function restrictContentsToOwner(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) if (own.test(name)) restrictToOwner(join(dataFolder, name))
}

/** The mode, in octal, of a folder that others can enter; null when they cannot, and on Windows. */
export function findOpenMode(folder: string): string | null {
  const { mode } = lstatSync(folder)
  return process.platform === 'win32' || (mode & others) === 0 ? null : (mode & 0o777).toString(8)
}
