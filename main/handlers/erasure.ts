import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Remains } from '../contract/api/people.ts'
import type { Instant } from '../contract/entities.ts'
import type { Context } from './context.ts'

/**
 * Makes sure that what was erased from the tables is on no page of the database, in no log beside it and in no saved
 * index. Waits for programs that are just reading; what they hold back longer goes when they are done.
 * @returns what Rollcall cannot take back: copies that somebody made before
 */
export async function finishErasure({ store, gallery }: Context): Promise<Remains> {
  gallery.erased()
  const heldBack = !(await store.scrub())
  const folder = dirname(store.file)
  return { backups: copiesIn(join(folder, 'backups')), exports: copiesIn(join(folder, 'exports')), heldBack }
}

function copiesIn(folder: string): Remains['backups'] {
  let count = 0
  let oldest = Number.POSITIVE_INFINITY
  for (const name of namesIn(folder)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    if (!found?.isFile()) continue
    count += 1
    oldest = Math.min(oldest, found.mtimeMs)
  }
  return { count, oldest: count === 0 ? null : (Math.floor(oldest) as Instant) }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
