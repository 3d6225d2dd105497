import { AppError } from '../contract/errors.ts'
import { dayOfHead, type RecordHead } from '../contract/record-head.ts'
import type { Context } from '../services/context.ts'
import type { ExportFiles } from '../services/export-files.ts'
import { writeRecords } from '../services/record-export.ts'
import type { Module } from './module.ts'

/** Handles what proves the records to others. */
export function recordsModule({ store }: Context, files: ExportFiles): Module<'records'> {
  function signHead(): RecordHead {
    const head = store.signHead()
    if (head !== null) return head
    const message =
      'Entries of an earlier version are still being sealed. Try again in a few minutes; if it stays like this, run a check under Settings.'
    throw new AppError('records-unsealed', message)
  }

  return {
    handlers: {
      'records.head': (_, caller) => {
        const head = signHead()
        const details = { number: head.number }
        store.audit.appendIfPossible({ ...caller, action: 'records.head', subject: 'database', details })
        return head
      },
      'records.export': async ({ task, file }, caller) => {
        const head = signHead()
        const written = await files.write({
          ...{ task, path: file, fileName: `rollcall-records-${dayOfHead(head)}.jsonl` },
          pieces: (progress) => writeRecords(store, head, progress),
        })
        if (written.kind === 'cancelled') return written
        const figures = { entries: head.entries.rows, audit: head.audit.rows }
        const details = { ...figures, number: head.number }
        store.audit.appendIfPossible({ ...caller, action: 'records.export', subject: 'database', details })
        return { ...written, ...figures }
      },
    },
  }
}
