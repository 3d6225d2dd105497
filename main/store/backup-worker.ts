import { parentPort, workerData } from 'node:worker_threads'
import { errorBody } from '../contract/errors.ts'
import type { CopyAnswer, CopyOrder } from './backup.ts'
import { type Database, damaged, findDamage, openDatabase } from './database.ts'

parentPort!.postMessage(answer(workerData as CopyOrder))

function answer({ from, to }: CopyOrder): CopyAnswer {
  try {
    const original = openDatabase(from, { readonly: true })
    try {
      const before = entries(original)
      original.prepare('vacuum into @to').run({ to })
      check(to, before)
    } finally {
      original.close()
    }
    return null
  } catch (error) {
    return errorBody(error)
  }
}

/** Entries and the audit log only grow, whatever else is written while the copy is made. */
function entries(database: Database): { events: number; audit: number } {
  return database
    .prepare<{ events: number; audit: number }>(`
      select (select count(*) from events) as events, (select count(*) from audit) as audit`)
    .get()!
}

function check(file: string, atLeast: { events: number; audit: number }): void {
  const copy = openDatabase(file, { readonly: true })
  try {
    const found = findDamage(copy, 'quick')
    if (found !== null) throw damaged(file, found)
    const { events, audit } = entries(copy)
    if (events < atLeast.events || audit < atLeast.audit) {
      throw damaged(file, `${events} of ${atLeast.events} entries, ${audit} of ${atLeast.audit} of the audit log`)
    }
  } finally {
    copy.close()
  }
}
