import { accessSync, constants, lstatSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Output } from '../contract/api.ts'
import type { Backup } from '../contract/backups.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { timeInName } from '../store/time-in-name.ts'

/** A backup found in a folder, recognised by its file name. */
export interface FoundBackup extends Backup {
  /**
   * First digits of the installation's id, because several may share a folder; null in the names of earlier versions.
   */
  readonly installation: string | null
}

/** The groups are: whether it was scheduled, the installation, and the time at which it was begun. */
const pattern = /^rollcall-(scheduled-)?(?:([\da-f]{8})-)?(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.db$/

export function backupName({ kind, at, installation }: Pick<FoundBackup, 'kind' | 'at' | 'installation'>): string {
  const maker = installation === null ? '' : `${installation}-`
  return `rollcall-${kind === 'scheduled' ? 'scheduled-' : ''}${maker}${timeInName(at)}.db`
}

/** Returns the folders that may hold backups: the chosen one, and the default one, which may have been used before. */
export function backupFolders(dataFolder: string, chosen: string | null): string[] {
  const own = join(dataFolder, 'backups')
  return [...new Set([chosen ?? own, own])]
}

/** Lists the backups in a folder, without links and other files; none when the folder cannot be read. */
export function findBackups(folder: string): FoundBackup[] {
  return namesIn(folder).flatMap((name) => {
    const named = readName(name)
    const file = join(folder, name)
    const found = lstatSync(file, { throwIfNoEntry: false })
    return named === null || !found?.isFile() ? [] : [{ ...named, file, bytes: found.size }]
  })
}

/** Lists the backups in several folders, newest first. */
export function findNewestBackups(folders: readonly string[]): FoundBackup[] {
  return folders.flatMap(findBackups).toSorted((a, b) => b.at - a.at)
}

const noteOf = (dataFolder: string) => join(dataFolder, 'backup-folder')

/**
 * Records outside the database where backups go, so that they are found when it does not open.
 * @param chosen null for the default folder
 */
export function noteBackupFolder(dataFolder: string, chosen: string | null): void {
  if (readBackupFolderNote(dataFolder) === chosen) return
  try {
    if (chosen === null) rmSync(noteOf(dataFolder))
    else writeFileSync(noteOf(dataFolder), chosen, { mode: 0o600 })
  } catch {
    // Without the note, the user chooses the file by hand.
  }
}

/** Reads where backups go; null when nothing was recorded. */
export function readBackupFolderNote(dataFolder: string): string | null {
  try {
    return readFileSync(noteOf(dataFolder), 'utf8')
  } catch {
    return null
  }
}

/** Removes the unfinished backups of an installation. A later backup has another name and would not overwrite them. */
export function removeUnfinishedBackups(folder: string, installation: string): void {
  for (const name of namesIn(folder)) {
    const whole = name.replace(/\.part(-journal|-wal|-shm)?$/, '')
    const named = whole === name ? null : readName(whole)
    if (named === null || (named.installation ?? installation) !== installation) continue
    rmSync(join(folder, name), { force: true })
  }
}

/** Checks that a folder is there and can be written to. @throws AppError `folder-unusable` when it cannot */
export function checkFolder(folder: string): void {
  try {
    if (!isAbsolute(folder)) throw new Error('its path is not complete')
    if (!statSync(folder).isDirectory()) throw new Error('it is a file')
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const message = `Nothing can be written to ${folder} (${why}). Choose a folder that is there and that you may write to.`
    throw new AppError('folder-unusable', message, { details: { folder }, cause })
  }
}

function readName(name: string): Pick<FoundBackup, 'kind' | 'at' | 'installation'> | null {
  const parts = pattern.exec(name)
  if (parts === null) return null
  const [, scheduled, installation = null, day, hour, minute, rest] = parts
  const at = Date.parse(`${day}T${hour}:${minute}:${rest}`)
  if (Number.isNaN(at)) return null
  return { kind: scheduled === undefined ? 'manual' : 'scheduled', at: at as Instant, installation }
}

/** Lists the backups while the database is not open; the schedule is unknown then. */
export function listWhileClosed(dataFolder: string): Output<'backups.list'> {
  const noted = readBackupFolderNote(dataFolder)
  const backups = findNewestBackups(backupFolders(dataFolder, noted)).map(({ installation: _, ...backup }) => backup)
  return { folder: noted ?? join(dataFolder, 'backups'), backups, last: null, next: null }
}

/** Lists the names in a folder; none when it cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
