import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Check, type CheckName, describeFinding, type Finding } from '../contract/checks.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError, errorBody } from '../contract/errors.ts'
import type { HeadVerdict, RecordHead } from '../contract/record-head.ts'
import type { Examination } from '../store/examination.ts'
import { findOpenMode } from '../store/private-files.ts'
import { checkModels } from '../vision/manifest.ts'
import type { Context } from './context.ts'
import { groupDamages } from './damages.ts'
import { englishFindings } from './finding-sentences.ts'
import { isKeyBesideData } from './key-beside-data.ts'
import { checkNativeFiles, type NativeFiles } from './native-files.ts'
import type { OutsideHeads } from './outside-heads.ts'
import type { Part } from './part.ts'
import { takeIn } from './self-check.ts'

/** Less free space than this is reported. */
const minFreeBytes = 500 * 1024 * 1024

export interface DoctorOptions {
  readonly outsideHeads: Pick<OutsideHeads, 'read'>
  readonly dataFolder: string
  /** Null where the shell does not know. */
  readonly nativeFiles: NativeFiles | null
}

/** Checks the whole installation on request; self-check.ts makes a smaller check at every start. */
export interface Doctor extends Part {
  /**
   * @param task the caller's name for the work
   * @throws AppError `check-running`, or the reason it was cancelled for
   */
  examine(task: string, head: RecordHead | null): Promise<Check[]>
  cancel(task: string): void
}

export function createDoctor(context: Context, { dataFolder, nativeFiles, outsideHeads }: DoctorOptions): Doctor {
  const { store, vision, gallery, pack, secondOpinion, publish, logger } = context
  const running = new Map<string, AbortController>()

  async function examine(task: string, head: RecordHead | null): Promise<Check[]> {
    if (running.has(task)) throw new AppError('check-running', 'A check of this name is running already.')
    const stop = new AbortController()
    running.set(task, stop)
    const onShare = (share: number) =>
      publish('progress', { task, done: Math.round(share * 100), total: 100, note: null })
    try {
      const heads = [...(await outsideHeads.read()), ...(head === null ? [] : [head])]
      const found = store.examine('whole', { onShare, signal: stop.signal, heads })
      // Awaited below; until then a failure must not count as unhandled.
      found.catch(() => undefined)
      const first = [
        await check('models', async () => {
          const checked = [await checkModels(pack), ...(secondOpinion ? [await checkModels(secondOpinion)] : [])]
          const wrong = checked.flatMap((each) => each.wrong)
          if (wrong.length > 0) return wrongly({ kind: 'models-wrong', files: wrong })
          const files = checked.reduce((sum, each) => sum + each.files, 0)
          return rightly({ kind: 'models-whole', files, pack: pack.name })
        }),
        await check('native files', async () => {
          const found = nativeFiles === null ? null : await checkNativeFiles(nativeFiles)
          if (found === null) return rightly({ kind: 'native-unlisted' })
          if (found.wrong.length > 0) return wrongly({ kind: 'native-wrong', files: found.wrong })
          return rightly({ kind: 'native-whole', files: found.files })
        }),
        await check('provider', async () => {
          const { name, wanted, fallBack, available } = (await vision.info()).provider
          if (fallBack !== null) return wrongly({ kind: 'provider-fell-back', name, wanted, fallBack })
          return rightly({ kind: 'provider', name, available })
        }),
      ]
      return [...first, ...(await dataChecks(found, heads, stop.signal)), ...(await otherChecks())]
    } finally {
      running.delete(task)
    }
  }

  async function dataChecks(
    examined: Promise<Examination>,
    heads: readonly RecordHead[],
    signal: AbortSignal,
  ): Promise<Check[]> {
    let found: Examination
    try {
      found = await examined
    } catch (error) {
      if (signal.aborted) throw error
      return [checkOf('database', notChecked(error))]
    }
    takeIn(context, found, 'whole')
    const { integrity, schema, events, audit, records, damages } = found
    return [
      await check('database', () => {
        store.verifyFile()
        if (integrity !== null) return wrongly({ kind: 'database-damaged', detail: integrity })
        return rightly({ kind: 'database-whole', schema, events })
      }),
      await check('log', () => {
        const gone = store.highWater.findLoss()
        return gone === null ? rightly({ kind: 'log-whole' }) : wrongly({ kind: 'log-short', ...gone })
      }),
      await check('database file', () => {
        const since = store.highWater.findChange()
        return since === null ? rightly({ kind: 'file-same' }) : wrongly({ kind: 'file-changed', since })
      }),
      await check('audit log', () =>
        audit.kind === 'broken'
          ? wrongly({ kind: 'audit-broken', entry: audit.id })
          : rightly({ kind: 'audit-whole', entries: audit.entries }),
      ),
      await check('records', () =>
        records.total > 0
          ? wrongly({ kind: 'records-changed', faults: [...records.faults], total: records.total })
          : rightly({ kind: 'records-proved', rows: records.proved, since: records.since, waiting: records.waiting }),
      ),
      await check('heads', () => compareHeads(heads, records.heads)),
      await check('stored values', () =>
        damages.length > 0
          ? wrongly({ kind: 'values-damaged', damages: groupDamages(damages, store) })
          : rightly({ kind: 'values-whole' }),
      ),
    ]
  }

  async function otherChecks(): Promise<Check[]> {
    return [
      await check('index', () => {
        const { templates, indexed, kind: search } = gallery.check()
        if (templates !== indexed) return wrongly({ kind: 'index-partial', templates, indexed })
        return rightly({ kind: 'index-whole', templates, search })
      }),
      await check('key', () => {
        const { rotating } = store.keyRecord.read()
        if (rotating !== null) return wrongly({ kind: 'key-interrupted', since: rotating })
        return rightly({ kind: 'key', place: store.keyPlace, besideData: isKeyBesideData(store) })
      }),
      await check('data folder', () => {
        const mode = findOpenMode(dataFolder)
        return mode === null
          ? rightly({ kind: 'folder-closed' })
          : wrongly({ kind: 'folder-open', folder: dataFolder, mode })
      }),
      await check('diagnostic log', () => rightly({ kind: 'diagnostic-log', file: logger.file })),
      await check('disk', () => {
        const { bavail, bsize } = statfsSync(dirname(store.file))
        const bytes = bavail * bsize
        return bytes < minFreeBytes ? wrongly({ kind: 'disk-nearly-full', bytes }) : rightly({ kind: 'disk', bytes })
      }),
    ]
  }

  return {
    examine,
    cancel: (task) => running.get(task)?.abort(),
    close() {
      for (const stop of running.values()) stop.abort()
    },
  }
}

interface Found {
  readonly ok: boolean
  readonly finding: Finding
}

const rightly = (finding: Finding): Found => ({ ok: true, finding })
const wrongly = (finding: Finding): Found => ({ ok: false, finding })

function notChecked(error: unknown): Found {
  const { code, message } = errorBody(error)
  return wrongly({ kind: 'not-checked', code, detail: message })
}

function compareHeads(heads: readonly RecordHead[], verdicts: readonly HeadVerdict[]): Found {
  const unlike = verdicts.findIndex((verdict) => verdict !== 'same' && verdict !== 'erased')
  const timeOf = (head: RecordHead) => Date.parse(head.made) as Instant
  if (heads.length === 0) return rightly({ kind: 'heads-none' })
  if (unlike < 0) {
    return rightly({
      kind: 'heads-same',
      heads: heads.length,
      newest: Math.max(...heads.map(timeOf)) as Instant,
    })
  }
  const verdict = verdicts[unlike] as Exclude<HeadVerdict, 'same' | 'erased'>
  return wrongly({ kind: 'heads-unlike', made: timeOf(heads[unlike]!), verdict })
}

async function check(name: CheckName, work: () => Found | Promise<Found>): Promise<Check> {
  try {
    return checkOf(name, await work())
  } catch (error) {
    return checkOf(name, notChecked(error))
  }
}

function checkOf(name: CheckName, { ok, finding }: Found): Check {
  return { name, ok, finding, message: describeFinding(englishFindings, finding) }
}
