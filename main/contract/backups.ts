import { z } from 'zod'
import { Instant } from './entities.ts'
import { method } from './method.ts'

/** A backup in the data folder or in the folder of the settings. */
export const Backup = z.object({
  file: z.string(),
  kind: z.enum(['scheduled', 'manual']),
  at: Instant,
  bytes: z.number().int(),
})
export type Backup = z.infer<typeof Backup>

/** What became of the last scheduled backup. `failed` is retried every hour; `code` is one of errors.ts. */
export const ScheduledBackup = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('made'), at: Instant }),
  z.object({ kind: z.literal('failed'), at: Instant, code: z.string(), message: z.string() }),
])
export type ScheduledBackup = z.infer<typeof ScheduledBackup>

export const backupMethods = {
  /** Deletes a backup that `backups.list` names. @throws `file-not-found` for any other file, `file-unreadable` */
  'backups.remove': method(z.object({ file: z.string() }), z.object({})),
  /**
   * Returns the key of the data as four rows of letters and digits, to be written down: with it a backup opens on any
   * machine, wherever the key is kept here (`keySource`). `number` counts the keys that the data had. The audit log
   * records it.
   */
  'backups.recoveryKey': method(
    z.object({}),
    z.object({ rows: z.array(z.string()), keySource: z.string(), number: z.number().int() }),
  ),
  /**
   * Writes a copy of everything stored while the app goes on: database, settings, and photos that wait in an import.
   * Templates and photos stay sealed with the key, which is not in the copy. `file` must not exist; null takes a new
   * one in the folder of the settings. Only the command line may name a file. `recorded` is false where the audit log
   * could not be written, as on a full disk.
   */
  'system.backup': method(
    z.object({ file: z.string().nullable().default(null) }),
    z.object({ file: z.string(), bytes: z.number().int(), keySource: z.string(), recorded: z.boolean() }),
  ),
  /**
   * Lists the backups, newest first, and the schedule. `folder` is where the next one goes; `last` and `next` are null
   * without a scheduled one.
   */
  'backups.list': method(
    z.object({}),
    z.object({
      folder: z.string(),
      backups: z.array(Backup),
      last: ScheduledBackup.nullable(),
      next: Instant.nullable(),
    }),
  ),
}
