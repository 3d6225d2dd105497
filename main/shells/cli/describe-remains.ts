import type { Remains } from '../../contract/remains.ts'
import { count } from '../../text/words.ts'

/** Says which copies of what was erased Rollcall cannot take back; a line each, or nothing. */
export function describeRemains({ backups, exports, heldBack }: Remains): string {
  const since = (oldest: number | null) => new Date(oldest ?? 0).toISOString().slice(0, 10)
  const copies = [
    backups.count > 0 &&
      `${count(backups.count, 'backup')} in the folders for backups, the oldest of ${since(backups.oldest)}`,
    exports.count > 0 && `${count(exports.count, 'exported file')}, the oldest of ${since(exports.oldest)}`,
  ].filter(Boolean)
  const lines = [
    copies.length > 0 &&
      `Copies made before may still hold this person: ${copies.join('; ')}. Remove those you no longer need.\n`,
    heldBack && 'Another program is reading the database, so what was erased stays on the disk until it is done.\n',
  ]
  return lines.filter(Boolean).join('')
}
