import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from './context.ts'

const dayMs = 86_400_000
const lookEveryMs = 3_600_000
/** What Rollcall writes there, also under the names that an export has until it is whole. */
const ownName = /^rollcall-.*\.(csv|json|xlsx|html)(\.part)?$/

/** Removes exports that are older than the settings keep them, now and every hour, by a clock that can be believed. */
export function removeOldExports(context: Context, folder: string): { close(): void } {
  remove(context, folder)
  const timer = setInterval(() => remove(context, folder), lookEveryMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}

function remove({ settings, now, mayEraseByAge }: Context, folder: string): void {
  try {
    const { exportDays } = settings()
    if (exportDays === null || !mayEraseByAge()) return
    const before = now() - exportDays * dayMs
    for (const name of readdirSync(folder)) {
      const file = join(folder, name)
      const found = ownName.test(name) ? lstatSync(file) : null
      if (found?.isFile() && found.mtimeMs < before) rmSync(file, { force: true })
    }
  } catch {
    // There is no such folder, or it cannot be written to: the next look tries again.
  }
}
