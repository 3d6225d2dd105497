import { chmodSync, closeSync, lstatSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What other users of this machine may do: mode bits of group and others. */
const others = 0o077

/** Makes an empty file that only its owner can read, or leaves the one that is there. */
export function createPrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

/**
 * Takes a file or folder from everybody but its owner. Nothing happens where it is missing, a link, or somebody else's;
 * on Windows the folder's own permissions decide.
 */
export function closeToOthers(path: string): void {
  try {
    const found = lstatSync(path)
    if (!(found.isFile() || found.isDirectory()) || (found.mode & others) === 0) return
    chmodSync(path, found.mode & ~others & 0o777)
  } catch {
    // The doctor says which folder others can enter.
  }
}

/** What Rollcall keeps directly in its data folder, as earlier versions and other users' tools may have left it open. */
const own =
  /^(rollcall\.db(-wal|-shm)?|key|key\.sealed(\.new)?|salt|gallery\.index.*|providers\.json|exports|backups|imports|metric-lab|window)$/

/** Closes what Rollcall keeps in a data folder to others. The folder itself, which may be shared on purpose, stays as it is. */
export function closeContentsToOthers(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) if (own.test(name)) closeToOthers(join(dataFolder, name))
}

/** Whether others can enter a folder, by its mode in octal; null when they cannot, and on Windows. */
export function modeOpenToOthers(folder: string): string | null {
  const { mode } = lstatSync(folder)
  return process.platform === 'win32' || (mode & others) === 0 ? null : (mode & 0o777).toString(8)
}
