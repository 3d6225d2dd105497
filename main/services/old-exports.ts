import { lstatSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { AgedRow } from '../store/aged-rows.ts'
import { namesIn } from './backup-files.ts'

/** Names of exports, also while they are being written. */
const ownName = /^rollcall-.*\.(csv|jsonl?|xlsx|html|zip)(\.part)?$/

/** Lists exports that were written earlier, by their names. */
export function listOldExports(folder: string, before: Instant): AgedRow[] {
  return namesIn(folder)
    .filter((name) => ownName.test(name))
    .flatMap((name) => {
      const found = lstatSync(join(folder, name), { throwIfNoEntry: false })
      if (found === undefined || !found.isFile() || found.mtimeMs >= before) return []
      return [{ id: name, at: Math.floor(found.mtimeMs) as Instant, personId: null }]
    })
}

/** Removes exports. @returns those that could be removed */
export function removeExports<Row extends Pick<AgedRow, 'id'>>(folder: string, rows: readonly Row[]): Row[] {
  return rows.filter(({ id }) => {
    try {
      rmSync(join(folder, String(id)), { force: true })
      return true
    } catch {
      // The folder cannot be written to; the next time tries again.
      return false
    }
  })
}

/** Removes what is held about people and was exported for them: their photos are in it. */
export function removePersonExports(folder: string, people: readonly PersonId[]): void {
  const numbers = people.map(String)
  const theirs = namesIn(folder).filter((name) => numbers.includes(/^rollcall-person-(\d+)-/.exec(name)?.[1] ?? ''))
  removeExports(
    folder,
    theirs.map((id) => ({ id })),
  )
}
