import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { Remains } from '../contract/remains.ts'
import { databaseOf, previousDataOf } from '../store/swap.ts'
import { findBackups, namesIn } from './backup-files.ts'
import type { Context } from './context.ts'
import { removePersonExports } from './old-exports.ts'

/**
 * Removes erased data from the pages and logs of the database and from the saved index. Waits for programs that are
 * reading; what they hold back longer is removed when they finish.
 * @param people whose photos went; what was exported for them alone, and still lies here, goes too
 * @returns the copies made before, which Rollcall cannot take back
 */
export async function finishErasure(
  { store, gallery, settings }: Pick<Context, 'store' | 'gallery' | 'settings'>,
  people: readonly PersonId[] = [],
): Promise<Remains> {
  gallery.forgetErased()
  const heldBack = !(await store.scrub())
  const folder = dirname(store.file)
  removePersonExports(join(folder, 'exports'), people)
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
