import { existsSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Output } from '../contract/api.ts'
import { officeZone } from '../contract/attendance-rules.ts'
import { ScheduledBackup } from '../contract/backups.ts'
import type { Caller } from '../contract/caller.ts'
import { Instant } from '../contract/entities.ts'
import { AppError, errorBody } from '../contract/errors.ts'
import { describeKeyPlace } from '../contract/key-place.ts'
import { readJson } from '../store/stored-json.ts'
import { megabytes } from '../text/words.ts'
import {
  backupFolders,
  backupName,
  type FoundBackup,
  findNewestBackups,
  noteBackupFolder,
  removeUnfinishedBackups,
} from './backup-files.ts'
import { type DailyTime, findOutdatedBackups, isBackupDue, nextDue } from './backup-schedule.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'

export interface BackupsOptions {
  /** Whether the caller may choose the file: the command line may, a window may not. */
  readonly mayNameFile: boolean
  /** Whether this process makes scheduled backups; only the one that owns the data folder does. */
  readonly schedules: boolean
}

export interface Backups extends Part {
  /**
   * Makes a backup.
   * @param file null for a new file in the folder of the settings
   * @throws AppError `backup-failed`, `forbidden`
   */
  make(file: string | null, caller: Caller): Promise<Output<'system.backup'>>
  /** Makes a scheduled backup if one is due. A failure is shown in a notice and tried again later. */
  makeDue(): Promise<void>
  list(): Output<'backups.list'>
  /** @throws AppError `file-not-found`, `file-unreadable` */
  remove(file: string, caller: Caller): void
  /** Waits until a backup that is being written is complete. */
  close(): Promise<void>
}

const lookEveryMs = 60_000
/** How long to wait before a failed backup is tried again. */
const retryAfterMs = 3_600_000
/** Free space that a backup leaves for entries recorded meanwhile. */
const minFreeBytes = 200 * 1024 * 1024

/** What is stored about the last scheduled backup. */
const Kept = z.object({
  /** When it was made; null while none succeeded. */
  served: Instant.nullable(),
  last: ScheduledBackup,
})
type Kept = z.infer<typeof Kept>

/** Opens the backups: those made on request, and the daily ones, of which old ones are deleted. */
export function openBackups(context: Context, { mayNameFile, schedules }: BackupsOptions): Backups {
  const { store, settings, rules, publish, now, self, mayEraseByAge, logger } = context
  const ownFolder = join(dirname(store.file), 'backups')
  const installation = store.installation.id.slice(0, 8)
  let writing: Promise<unknown> | null = null
  let failed: { readonly at: number; readonly folder: string } | null = null

  const folder = () => settings().backupFolder ?? ownFolder
  const zone = () => officeZone(rules.current().rules)

  function time(): DailyTime | null {
    const { backupMinute: minute } = settings()
    return minute === null ? null : { minute, zone: zone() }
  }

  /** Does not create the chosen folder: when its disk is missing, the backup would end up on another one. */
  function readyFolder(): string {
    if (folder() === ownFolder) mkdirSync(ownFolder, { recursive: true, mode: 0o700 })
    if (!statSync(folder(), { throwIfNoEntry: false })?.isDirectory()) {
      const message = `The folder for backups, ${folder()}, is not there. Connect its disk, or choose another folder under Settings, Backups.`
      throw new AppError('backup-failed', message, { details: { folder: folder() } })
    }
    const { bavail, bsize } = statfsSync(folder())
    const needed = statSync(store.file).size + minFreeBytes
    if (bavail * bsize < needed) {
      const message = `There is not enough room for a backup in ${folder()}: ${megabytes(needed, Math.ceil)} are needed, ${megabytes(bavail * bsize, Math.ceil)} are free. Make room, or choose another folder.`
      throw new AppError('backup-failed', message, { details: { folder: folder() } })
    }
    removeUnfinishedBackups(folder(), installation)
    return folder()
  }

  async function write(target: string, details: Readonly<Record<string, unknown>>, caller: Caller) {
    if (existsSync(target)) {
      throw new AppError('backup-failed', `${target} exists already. Name a new file.`, { details: { file: target } })
    }
    const work = store.backup(target)
    writing = work
    await work.finally(() => {
      writing = null
    })
    const recorded = store.audit.appendIfPossible({ ...caller, action: 'backup', subject: 'database', details })
    publish('backups.changed', {})
    return { file: target, bytes: statSync(target).size, keySource: describeKeyPlace(store.keyPlace), recorded }
  }

  /** Lists the backups of both folders, so that those in a former folder are not forgotten. */
  function listFound(): FoundBackup[] {
    return findNewestBackups(backupFolders(dirname(store.file), settings().backupFolder))
  }

  function removeOutdated(): void {
    if (!mayEraseByAge()) return
    const own = listFound().filter((backup) => backup.kind === 'scheduled' && backup.installation === installation)
    for (const { file } of findOutdatedBackups(own, zone())) {
      try {
        rmSync(file, { force: true })
      } catch {
        // It is deleted next time; a disk that cannot be written to keeps it.
      }
    }
  }

  function readKept(): Kept | null {
    const stored = store.remembered.get('scheduled-backup')
    return (stored && readJson(Buffer.from(stored).toString(), Kept)) ?? null
  }

  function keep(next: Kept): void {
    try {
      store.remembered.put('scheduled-backup', Buffer.from(JSON.stringify(next)))
    } catch {
      // The disk is full, which the notice already says; the next start tries again.
    }
    publish('backups.changed', {})
  }

  async function makeDue(): Promise<void> {
    const daily = time()
    const at = now() as Instant
    const before = readKept()
    if (daily === null || writing !== null || !isBackupDue(at, daily, before?.served ?? null)) return
    if (failed?.folder === folder() && Math.abs(at - failed.at) < retryAfterMs) return
    try {
      const name = backupName({ kind: 'scheduled', at, installation })
      await write(join(readyFolder(), name), { scheduled: true }, self)
      keep({ served: at, last: { kind: 'made', at } })
      failed = null
      removeOutdated()
      if (before?.last.kind === 'failed') {
        const message = 'The scheduled backup works again.'
        publish('notice', { level: 'info', code: 'backup-caught-up', message, details: {} })
      }
    } catch (error) {
      const { code, message } = errorBody(error)
      logger.warn('task-failed', { task: 'backup', error })
      failed = { at, folder: folder() }
      keep({ served: before?.served ?? null, last: { kind: 'failed', at, code, message } })
      const words = `The scheduled backup failed. ${message} It is tried again every hour.`
      const details = { folder: folder(), code }
      publish('notice', { level: 'error', code: 'backup-overdue', message: words, details })
    }
  }

  /** Records the folder that the settings name now. */
  function noteFolder(): void {
    if (schedules) noteBackupFolder(dirname(store.file), settings().backupFolder)
  }
  noteFolder()

  const timer = schedules
    ? setInterval(() => {
        // Whoever uses the database next reports that it cannot be read.
        makeDue().catch((error: unknown) => logger.warn('task-failed', { task: 'backup', error }))
      }, lookEveryMs)
    : null
  timer?.unref()

  async function make(file: string | null, caller: Caller) {
    if (file !== null && !mayNameFile) {
      throw new AppError('forbidden', 'A backup is written into the folder of the settings; copy it from there.')
    }
    if (writing !== null) {
      throw new AppError('backup-failed', 'A backup is already being written. Wait until it is done.')
    }
    if (file !== null) return write(file, {}, caller)
    return write(join(readyFolder(), backupName({ kind: 'manual', at: now() as Instant, installation })), {}, caller)
  }

  function remove(file: string, caller: Caller): void {
    const backup = listFound().find((each) => each.file === file)
    if (backup === undefined) {
      throw new AppError('file-not-found', `The backup ${file} is not there any more.`, { details: { file } })
    }
    try {
      rmSync(file)
    } catch (cause) {
      const message = `The backup ${file} cannot be deleted. Check that you may write to its folder.`
      throw new AppError('file-unreadable', message, { details: { file }, cause })
    }
    const details = { made: backup.at, kind: backup.kind }
    store.audit.appendIfPossible({ ...caller, action: 'backup.remove', subject: 'database', details })
    publish('backups.changed', {})
  }

  return {
    make,
    makeDue,
    list() {
      const daily = time()
      return {
        folder: folder(),
        backups: listFound().map(({ installation: _, ...backup }) => backup),
        last: readKept()?.last ?? null,
        next: daily === null ? null : nextDue(now(), daily),
      }
    },
    remove,
    on: { 'settings.changed': noteFolder },
    async close() {
      if (timer !== null) clearInterval(timer)
      await writing?.catch(() => undefined)
    },
  }
}
