import { z } from 'zod'
import { Bytes, Instant } from './entities.ts'
import { method } from './method.ts'

/** How much a database holds. */
export const Holdings = z.object({
  people: z.number().int(),
  templates: z.number().int(),
  entries: z.number().int(),
  /** When the entry written last was recorded; null where there is none. */
  newestEntry: Instant.nullable(),
})
export type Holdings = z.infer<typeof Holdings>

/** What restoring a backup would do. Nothing has been changed when it is shown. */
export const RestorePreview = z.object({
  /** As it was named: a path, or its name among the backups. */
  file: z.string(),
  bytes: z.number().int(),
  /** When the file was last written, by its date on the disk. */
  writtenAt: Instant,
  /** Schema version of the file; an older one is brought up to date. */
  schema: z.number().int(),
  backup: Holdings,
  /** False where the backup's audit log was changed or shortened. */
  auditIntact: z.boolean(),
  present: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('readable'),
      ...Holdings.shape,
      /** What is here and not in the backup: it goes. */
      goes: z.object({ people: z.number().int(), templates: z.number().int(), entries: z.number().int() }),
      /** People of the backup who are not here any more, because they were erased or merged: they come back. */
      returns: z.number().int(),
    }),
    /** There is no database here. */
    z.object({ kind: z.literal('missing') }),
    /** It cannot be read; it is kept all the same. */
    z.object({ kind: z.literal('unreadable'), message: z.string() }),
  ]),
})
export type RestorePreview = z.infer<typeof RestorePreview>

/** Most that one call of `restore.receive` brings. */
export const maxPieceBytes = 8 * 1024 * 1024

/** No file that holds a key is as large. */
export const maxKeyFileBytes = 64 * 1024

/** Which backup is meant: one that is listed, or the file that was handed over. */
export const RestoreSource = z.discriminatedUnion('kind', [
  /** As `backups.list` or `restore.kept` names it; no other file. */
  z.object({ kind: z.literal('listed'), file: z.string() }),
  z.object({ kind: z.literal('received'), name: z.string().max(255) }),
])
export type RestoreSource = z.infer<typeof RestoreSource>

/** A database that a restore has put aside. */
export const KeptState = z.object({ file: z.string(), at: Instant, bytes: z.number().int() })
export type KeptState = z.infer<typeof KeptState>

/** What opens a backup: what the data here open with, or what those it was made of did. */
export const BackupKey = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('passphrase'), passphrase: z.string().min(1).max(1024) }),
  /** As it was typed. */
  z.object({ kind: z.literal('recovery-key'), text: z.string().max(1024) }),
  /** The file `key` of a data folder, or a text file that holds a recovery key. */
  z.object({ kind: z.literal('file'), bytes: Bytes.refine((bytes) => bytes.length <= maxKeyFileBytes) }),
])
export type BackupKey = z.infer<typeof BackupKey>

/** Without a database that opens only these are answered, and `system.installation` and `backups.list`. */
export const restoreMethods = {
  /** What earlier restores have put aside, newest first. */
  'restore.kept': method(z.object({}), z.object({ states: z.array(KeptState) })),
  /**
   * A piece of a backup that somebody chose, in order; the first one, at 0, begins anew.
   * @throws `malformed-request` for one that is too large, `upload-incomplete` for one out of order
   */
  'restore.receive': method(z.object({ offset: z.number().int().nonnegative(), bytes: Bytes }), z.object({})),
  /**
   * Makes a backup ready and says what restoring it would do. Nothing is changed; what was made ready before is
   * forgotten. One that was handed over can be looked at until it is restored or discarded.
   * @throws `file-not-found`, `file-unreadable`, `not-a-backup`, `backup-damaged`, `database-newer`, `key-missing`,
   * `key-wrong`, `recovery-key-slip`, `disk-full`, `database-busy` while another program restores
   */
  'restore.preview': method(z.object({ from: RestoreSource, key: BackupKey.default({ kind: 'own' }) }), RestorePreview),
  /**
   * Restores what was shown last; the engine goes on with it. `kept` is where what was there is kept.
   * @throws `restore-failed` when nothing was shown or it could not be put in place; then everything is as it was
   */
  'restore.run': method(z.object({}), z.object({ kept: z.string().nullable() })),
  /** Nothing is restored. */
  'restore.discard': method(z.object({}), z.object({})),
  /**
   * Opens the data that are here, where they could not be opened: they were put back, or `key` fits them. Does nothing
   * where they are open.
   * @throws the reason why they still do not open, `recovery-key-slip`
   */
  'restore.reopen': method(z.object({ key: BackupKey.default({ kind: 'own' }) }), z.object({})),
}
