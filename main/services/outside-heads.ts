import { dayOfHead, type RecordHead } from '../contract/record-head.ts'
import type { Context } from './context.ts'
import { putAside, readHeads, writeHead } from './head-files.ts'
import type { Part } from './part.ts'
import { describeOlder } from './record-sentences.ts'

const writeEveryMs = 10 * 60_000
/** Milliseconds that closing waits for a slow share. */
const maxWaitMs = 2_000

/** Keeps heads of the records in the folder of the settings, where they outlast a change of the database. */
export interface OutsideHeads extends Part {
  /** All heads of this installation in the folder, oldest first; none when it cannot be read. */
  read(): Promise<RecordHead[]>
  close(): Promise<void>
}

/** @param writes whether this process keeps heads; a command only reads them */
export function openOutsideHeads(context: Context, writes: boolean): OutsideHeads {
  const { store, settings, publish, logger } = context
  let kept: { readonly folder: string; readonly number: number } | null = null
  let failedFolder: string | null = null
  let busy: Promise<void> = Promise.resolve()

  async function read(): Promise<RecordHead[]> {
    const { headFolder } = settings()
    if (headFolder === null) return []
    try {
      const heads = await Promise.all(store.listOffices().map((office) => readHeads(headFolder, office)))
      return heads
        .flat()
        .filter(store.isOwnHead)
        .sort((a, b) => a.number - b.number)
    } catch (error) {
      noteFailure(headFolder, error)
      return []
    }
  }

  function noteFailure(folder: string, error: unknown): void {
    logger.warn('task-failed', { task: 'heads', error })
    if (failedFolder === folder) return
    failedFolder = folder
    const message = `The proof of the records cannot be kept in ${folder}. Connect its disk, or choose another folder under Settings, Proof for an auditor.`
    publish('notice', { level: 'warning', code: 'head-not-kept', message, details: { folder } })
  }

  /** Says once when the records are older than a head that was kept, and counts on from it. */
  async function compare(folder: string): Promise<void> {
    const newest = (await read()).at(-1)
    const number = store.seals.head()?.counter
    if (newest === undefined || number === undefined || newest.number <= number) return
    noteOlderCopy(context, { number, known: newest.number, made: newest.made })
    store.seals.advance(newest.number + 1)
    await putAside(folder, newest)
    const message = describeOlder(newest.made)
    publish('notice', { level: 'error', code: 'records-older', message, details: { made: dayOfHead(newest) } })
  }

  async function write(): Promise<void> {
    const { headFolder } = settings()
    const number = store.seals.head()?.counter
    if (headFolder === null || (kept?.folder === headFolder && kept.number === number)) return
    try {
      if (kept?.folder !== headFolder) await compare(headFolder)
      const head = store.signHead()
      if (head === null) return
      await writeHead(headFolder, head)
      kept = { folder: headFolder, number: head.number }
      failedFolder = null
    } catch (error) {
      noteFailure(headFolder, error)
    }
  }

  /** Writes the present head, if records have changed since the last one. */
  function keep(): Promise<void> {
    busy = busy.then(write)
    return busy
  }

  const timer = writes ? setInterval(() => void keep(), writeEveryMs) : null
  timer?.unref()
  if (writes) void keep()
  return {
    read,
    // Whoever has chosen a folder looks whether something came.
    ...(writes && { on: { 'settings.changed': () => void keep() } }),
    async close() {
      if (timer === null) return
      clearInterval(timer)
      await Promise.race([keep(), new Promise((resolve) => setTimeout(resolve, maxWaitMs).unref())])
    },
  }
}

/** Writes into the audit log that an older copy of the records was put in place. */
export function noteOlderCopy({ store, self }: Context, details: Readonly<Record<string, unknown>>): void {
  store.audit.appendIfPossible({ ...self, action: 'records.older-copy', subject: 'database', details })
}
