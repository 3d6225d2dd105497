import { accessSync, constants, lstatSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Output } from '../contract/api.ts'
import type { Backup } from '../contract/backups.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { timeInName } from '../store/time-in-name.ts'

/** A backup that lies in a folder, known by its name. */
export interface FoundBackup extends Backup {
  /** First digits of the id of the installation that made it: several may share a folder. Null in earlier versions. */
  readonly installation: string | null
}

/** Who made it, and the moment at which it was begun. */
const pattern = /^rollcall-(scheduled-)?(?:([\da-f]{8})-)?(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.db$/

export function backupName({ kind, at, installation }: Pick<FoundBackup, 'kind' | 'at' | 'installation'>): string {
  const maker = installation === null ? '' : `${installation}-`
  return `rollcall-${kind === 'scheduled' ? 'scheduled-' : ''}${maker}${timeInName(at)}.db`
}

/** Where backups may lie: the chosen folder, and the own one, which may have been used before. */
export function backupFolders(dataFolder: string, chosen: string | null): string[] {
  const own = join(dataFolder, 'backups')
  return [...new Set([chosen ?? own, own])]
}

/**
 * What Rollcall made in a folder; nothing when the folder cannot be read. Links and other people's files are left out.
 */
export function findBackups(folder: string): FoundBackup[] {
  return namesIn(folder).flatMap((name) => {
    const named = readName(name)
    const file = join(folder, name)
    const found = lstatSync(file, { throwIfNoEntry: false })
    return named === null || !found?.isFile() ? [] : [{ ...named, file, bytes: found.size }]
  })
}

/** The same of several folders, newest first. */
export function findNewestBackups(folders: readonly string[]): FoundBackup[] {
  return folders.flatMap(findBackups).toSorted((a, b) => b.at - a.at)
}

const noteOf = (dataFolder: string) => join(dataFolder, 'backup-folder')

/** Writes down, outside the database, where backups go, for the day on which it does not open. Null: the own folder. */
export function noteBackupFolder(dataFolder: string, chosen: string | null): void {
  if (readBackupFolderNote(dataFolder) === chosen) return
  try {
    if (chosen === null) rmSync(noteOf(dataFolder))
    else writeFileSync(noteOf(dataFolder), chosen, { mode: 0o600 })
  } catch {
    // Whoever looks for backups then chooses a file.
  }
}

/** Null where nothing was noted. */
export function readBackupFolderNote(dataFolder: string): string | null {
  try {
    return readFileSync(noteOf(dataFolder), 'utf8')
  } catch {
    return null
  }
}

/**
 * Removes what an installation's backups that were cut off left in a folder: a later one would not overwrite it,
 * because its name holds another moment.
 */
export function removeUnfinishedBackups(folder: string, installation: string): void {
  for (const name of namesIn(folder)) {
    const whole = name.replace(/\.part(-journal|-wal|-shm)?$/, '')
    const named = whole === name ? null : readName(whole)
    if (named === null || (named.installation ?? installation) !== installation) continue
    rmSync(join(folder, name), { force: true })
  }
}

/** @throws AppError `backup-failed` where no backup could be written */
export function checkBackupFolder(folder: string): void {
  try {
    if (!isAbsolute(folder)) throw new Error('its path is not complete')
    if (!statSync(folder).isDirectory()) throw new Error('it is a file')
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const message = `Backups cannot be written to ${folder} (${why}). Choose a folder that is there and that you may write to.`
    throw new AppError('backup-failed', message, { details: { folder }, cause })
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

/** What lies there while the data do not open: nothing is known of the schedule. */
export function listWhileClosed(dataFolder: string): Output<'backups.list'> {
  const noted = readBackupFolderNote(dataFolder)
  const backups = findNewestBackups(backupFolders(dataFolder, noted)).map(({ installation: _, ...backup }) => backup)
  return { folder: noted ?? join(dataFolder, 'backups'), backups, last: null, next: null }
}

/** Nothing when the folder cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
