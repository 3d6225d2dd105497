import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Instant } from '../contract/entities.ts'
import type { Remains } from '../contract/people.ts'
import { databaseOf, previousDataOf } from '../store/swap.ts'
import { findBackups, namesIn } from './backup-files.ts'
import type { Context } from './context.ts'

/**
 * Makes sure that what was erased from the tables is on no page of the database, in no log beside it and in no saved
 * index. Waits for programs that are just reading; what they hold back longer goes when they are done.
 * @returns what Rollcall cannot take back: copies that somebody made before
 */
export async function finishErasure({ store, gallery, settings }: Context): Promise<Remains> {
  gallery.erased()
  const heldBack = !(await store.scrub())
  const folder = dirname(store.file)
  const replaced = previousDataOf(folder)
  const { backupFolder } = settings()
  return {
    backups: countCopies([
      ...new Set([
        ...filesIn(join(folder, 'backups')),
        ...(backupFolder === null ? [] : findBackups(backupFolder).map(({ file }) => file)),
        ...namesIn(replaced).map((name) => databaseOf(join(replaced, name))),
      ]),
    ]),
    exports: countCopies(filesIn(join(folder, 'exports'))),
    heldBack,
  }
}

const filesIn = (folder: string) => namesIn(folder).map((name) => join(folder, name))

function countCopies(files: readonly string[]): Remains['backups'] {
  let count = 0
  let oldest = Number.POSITIVE_INFINITY
  for (const file of files) {
    const found = statSync(file, { throwIfNoEntry: false })
    if (!found?.isFile()) continue
    count += 1
    oldest = Math.min(oldest, found.mtimeMs)
  }
  return { count, oldest: count === 0 ? null : (Math.floor(oldest) as Instant) }
}
