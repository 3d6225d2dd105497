import { setImmediate } from 'node:timers/promises'
import type { Work } from '../threads/methods.ts'
import { serveThread } from '../threads/serve.ts'
import { openDatabase } from './database.ts'
import { type Examination, examineInSteps } from './examination.ts'
import type { ExamineOrder } from './examine.ts'
import { checkKey } from './key-check.ts'
import { openVault } from './vault.ts'

const shareIntervalMs = 100

async function examine(
  { file, vault, ...wish }: ExamineOrder,
  { progress, signal }: Work<number>,
): Promise<Examination> {
  // Read-only, so that writers are not blocked.
  const database = openDatabase(file, { readonly: true })
  try {
    const opened = openVault(vault)
    checkKey(database, opened)
    const look = examineInSteps(database, opened, wish)
    let next = look.next()
    for (let saidAt = 0; !next.done; next = look.next()) {
      if (performance.now() - saidAt < shareIntervalMs) continue
      progress(next.value)
      // Only between two turns is it known that nobody wants the answer any more.
      await setImmediate()
      signal.throwIfAborted()
      saidAt = performance.now()
    }
    return next.value
  } finally {
    database.close()
  }
}

const methods = { examine }
export type ExamineMethods = typeof methods
serveThread(methods)
