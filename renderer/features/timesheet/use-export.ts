import { useState } from 'react'
import type { Input } from '../../../main/contract/api.ts'
import { useClient, useTopic } from '../../client/context.tsx'
import { readExport } from '../../client/read-export.ts'
import { saveBytes } from '../../components/files.ts'
import { useSay } from '../../components/notices.tsx'
import { useWork } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

export const exportSubjects = ['days', 'totals', 'events'] as const
export type ExportSubject = (typeof exportSubjects)[number]

type Order = Omit<Input<'attendance.export'>, 'task' | 'titles' | 'locale'>

/** Makes the engine write a file and downloads it; `share` is the progress, 0..1, or null. */
export function useExport(onWritten: () => void): {
  write: (order: Order) => void
  share: number | null
  cancel: () => void
} {
  const client = useClient()
  const say = useSay()
  const { words, locale } = useWords()
  const [task] = useState(() => `export ${crypto.randomUUID()}`)
  const [share, setShare] = useState(0)
  useTopic('progress', (progress) => {
    if (progress.task === task) setShare(progress.done / progress.total)
  })
  const page = Object.entries(words.exporting.columns).map(([key, word]) => [`print.${key}`, word])
  const titles = { ...words.timesheet.statuses, ...words.timesheet.flags, ...Object.fromEntries(page) }
  async function write(order: Order) {
    // Data columns have the same names in every language; only printed pages are translated.
    const spoken = order.format === 'html' ? titles : {}
    const outcome = await client.call('attendance.export', { ...order, task, locale, titles: spoken })
    if (outcome.kind === 'cancelled') return outcome
    if (order.format === 'html') return { ...outcome, ...(await client.print(outcome.fileName)) }
    saveBytes(outcome.fileName, await readExport(client, outcome.fileName))
    return outcome
  }
  const { mutate, isPending } = useWork(write, {
    done(outcome) {
      if (outcome.kind === 'cancelled') return say('info', words.exporting.cancelled)
      if (outcome.kind !== 'shown') say('info', words.exporting.written(outcome.rows, outcome.fileName))
      if (outcome.skipped > 0) say('warning', words.exporting.skipped(outcome.skipped))
      const { people, entries } = outcome.leftOut
      if (entries > 0) say('warning', words.exporting.leftOut(entries, people))
      onWritten()
    },
    ended: () => setShare(0),
  })
  return {
    write: mutate,
    share: isPending ? share : null,
    cancel: () => void client.call('attendance.cancelExport', { task }),
  }
}
