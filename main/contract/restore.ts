import { z } from 'zod'
import { Bytes, Instant } from './entities.ts'
import { method } from './method.ts'

/** How much a database holds. */
export const Holdings = z.object({
  people: z.number().int(),
  templates: z.number().int(),
  entries: z.number().int(),
  /** When the newest entry was recorded; null where there is none. */
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
  /** Schema version of the file; an older one is migrated. */
  schema: z.number().int(),
  backup: Holdings,
  /** False where the backup's audit log was changed or shortened. */
  auditIntact: z.boolean(),
  /** What was erased here since the backup was made, and so is left out of it. */
  erased: z.object({
    people: z.number().int(),
    templates: z.number().int(),
    /** False where nobody knows all that was erased since: what is not known comes back. */
    isComplete: z.boolean(),
  }),
  present: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('readable'),
      ...Holdings.shape,
      /** What is here but not in the backup: it goes. */
      goes: z.object({ people: z.number().int(), templates: z.number().int(), entries: z.number().int() }),
      /** People in the backup who are not here any more, merged or erased without standing on the list: they return. */
      returns: z.number().int(),
    }),
    /** There is no database here. */
    z.object({ kind: z.literal('missing') }),
    /** It cannot be read; it is kept all the same. */
    z.object({ kind: z.literal('unreadable'), message: z.string() }),
  ]),
})
export type RestorePreview = z.infer<typeof RestorePreview>

/** Bytes in one call of `restore.receive`, at most. */
export const maxPieceBytes = 8 * 1024 * 1024

/** No file that holds a key is larger. */
export const maxKeyFileBytes = 64 * 1024

/** Which backup is meant: one that is listed, or the file that was uploaded. */
export const RestoreSource = z.discriminatedUnion('kind', [
  /** As `backups.list` or `restore.kept` names it; no other file. */
  z.object({ kind: z.literal('listed'), file: z.string() }),
  z.object({ kind: z.literal('received'), name: z.string().max(255) }),
])
export type RestoreSource = z.infer<typeof RestoreSource>

/** A database that a restore has put aside. */
export const KeptState = z.object({ file: z.string(), at: Instant, bytes: z.number().int() })
export type KeptState = z.infer<typeof KeptState>

/** What opens a backup: the key of the data here, or that of the data it was made from. */
export const BackupKey = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('passphrase'), passphrase: z.string().min(1).max(1024) }),
  /** As it was typed. */
  z.object({ kind: z.literal('recovery-key'), text: z.string().max(1024) }),
  /** The file `key` of a data folder, or a text file that holds a recovery key. */
  z.object({ kind: z.literal('file'), bytes: Bytes.refine((bytes) => bytes.length <= maxKeyFileBytes) }),
])
export type BackupKey = z.infer<typeof BackupKey>

/** While the database does not open, only these are answered, and `system.installation` and `backups.list`. */
export const restoreMethods = {
  /** Lists what earlier restores have put aside, newest first. */
  'restore.kept': method(z.object({}), z.object({ states: z.array(KeptState) })),
  /**
   * Uploads a piece of a backup, in order; the first one, at 0, starts over.
   * @throws `malformed-request` for one that is too large, `upload-incomplete` for one out of order
   */
  'restore.receive': method(z.object({ offset: z.number().int().nonnegative(), bytes: Bytes }), z.object({})),
  /**
   * Prepares a backup and says what restoring it would do, without changing anything; what was prepared before is
   * forgotten. An uploaded one can be previewed until it is restored or discarded.
   * @throws `file-not-found`, `file-unreadable`, `not-a-backup`, `backup-damaged`, `database-newer`, `key-missing`,
   * `key-wrong`, `recovery-key-slip`, `disk-full`, `database-busy` while another program restores
   */
  'restore.preview': method(z.object({ from: RestoreSource, key: BackupKey.default({ kind: 'own' }) }), RestorePreview),
  /**
   * Restores the last preview; the engine goes on with its data. `kept` is where the former data are.
   * @throws `restore-failed` when nothing was previewed or it could not be put in place; then everything is as it was
   */
  'restore.run': method(z.object({}), z.object({ kept: z.string().nullable() })),
  /** Discards the preview. */
  'restore.discard': method(z.object({}), z.object({})),
  /**
   * Opens data that did not open before, because they were put back or `key` fits them; does nothing where they are
   * open.
   * @throws the reason why they still do not open, `recovery-key-slip`
   */
  'restore.reopen': method(z.object({ key: BackupKey.default({ kind: 'own' }) }), z.object({})),
}
