import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from './context.ts'

const dayMs = 86_400_000
const lookEveryMs = 3_600_000
/** Names of exports, also while they are being written. */
const ownName = /^rollcall-.*\.(csv|jsonl?|xlsx|html|zip)(\.part)?$/

/** Removes exports that are older than the settings allow, now and every hour, if the clock can be trusted. */
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
    // The folder is missing or cannot be written to; the next time tries again.
  }
}
