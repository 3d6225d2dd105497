import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { dateOf, dayNumber } from '../attendance/date.ts'
import type { Caller } from '../contract/caller.ts'
import type { Instant, PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { ImportProgress } from '../contract/imports.ts'
import { type RetentionDays, type RetentionFinding, type RetentionKind, retentionKinds } from '../contract/retention.ts'
import type { AgedRow } from '../store/aged-rows.ts'
import type { Context } from './context.ts'
import { finishErasure } from './erasure.ts'
import { officeDay } from './office-day.ts'
import { listOldExports, removeExports } from './old-exports.ts'
import type { Part } from './part.ts'

const dayMs = 86_400_000
/** Often, because a last day may be over at any time. */
const lookEveryMs = 60_000

/** One kind of data that is erased because of its age. */
interface Rule {
  /** Lists what is older than some days. */
  find(days: number): AgedRow[]
  /** @returns photos of imports that are no longer needed */
  erase(rows: readonly AgedRow[]): readonly number[]
}

interface Due {
  readonly kind: RetentionKind
  readonly limit: number
  readonly rows: readonly AgedRow[]
}

export interface Retention extends Part {
  preview(days: RetentionDays): RetentionFinding[]
  /** Erases what is due, and writes a certificate if anything was. */
  run(caller: Caller): Promise<RetentionFinding[]>
  close(): Promise<void>
}

/** Opens the retention: erases what the settings no longer keep. @param works whether it does so by itself */
export function openRetention(
  context: Context,
  imports: { progress(): ImportProgress | null },
  works: boolean,
): Retention {
  const exportsFolder = join(dirname(context.store.file), 'exports')
  const { store, roster, settings, gallery, now, publish, mayEraseByAge, self, logger } = context
  let working: Promise<unknown> = Promise.resolve()

  const before = (days: number) => (now() - days * dayMs) as Instant
  const rules: Readonly<Record<RetentionKind, Rule>> = {
    leavers: {
      find: (days) =>
        store.aged
          .listOfLeavers(dateOf(dayNumber(officeDay(context)) - days))
          // A night shift of the last day may still be going on.
          .filter(({ personId }) => roster.standingOf(personId!).kind === 'left'),
      erase: (rows) => eraseTemplates(rows, 'left'),
    },
    unseen: { find: (days) => store.aged.listUnseen(before(days)), erase: (rows) => eraseTemplates(rows, 'unseen') },
    guests: { find: (days) => store.aged.listGuests(before(days)), erase: (rows) => store.aged.eraseGuests(rows) },
    requests: {
      find: (days) => store.aged.listRequests(before(days)),
      erase: (rows) => store.aged.eraseRequests(rows),
    },
    visitors: {
      find: (days) => store.aged.listVisitors(before(days)),
      erase: (rows) => store.aged.eraseVisitors(rows),
    },
    reviews: { find: (days) => store.aged.listReviews(before(days)), erase: (rows) => store.aged.eraseReviews(rows) },
    deliveries: {
      find: (days) => store.aged.listDeliveries(before(days)),
      erase: (rows) => store.aged.eraseDeliveries(rows),
    },
    // Files go beforehand: no transaction takes them back.
    exports: { find: (days) => listOldExports(exportsFolder, before(days)), erase: () => [] },
  }

  function eraseTemplates(rows: readonly AgedRow[], reason: 'left' | 'unseen'): number[] {
    for (const { id, personId: person } of rows) {
      store.templates.erase(id as TemplateId)
      const details = { person, reason }
      store.audit.append({ ...self, action: 'template.erase', subject: `template ${id}`, details })
    }
    const people = new Set(rows.map(({ personId }) => personId as PersonId))
    for (const person of people) store.looks.forgetPerson(person)
    return reason === 'left' ? [...people].flatMap((person) => store.imports.forgetPerson(person)) : []
  }

  function findDue(days: RetentionDays): Due[] {
    const { visitorDays: visitors, exportDays: exports } = settings()
    const limits = { ...days, visitors, exports }
    return retentionKinds.flatMap((kind) => {
      const limit = limits[kind]
      const rows = limit === null ? [] : rules[kind].find(limit)
      return rows.length === 0 ? [] : [{ kind, limit: limit!, rows }]
    })
  }

  function eraseDue(caller: Caller): { findings: RetentionFinding[]; photos: number[]; people: PersonId[] } {
    const due = findDue(settings().retention).flatMap((each) => {
      if (each.kind !== 'exports') return [each]
      const rows = removeExports(exportsFolder, each.rows)
      return rows.length === 0 ? [] : [{ ...each, rows }]
    })
    if (due.length === 0) return { findings: [], photos: [], people: [] }
    return store.transaction(() => {
      const photos = due.flatMap(({ kind, rows }) => [...rules[kind].erase(rows)])
      const found = findDue(settings().retention).filter(({ kind }) => kind !== 'exports')
      const left = found.reduce((sum, { rows }) => sum + rows.length, 0)
      if (left > 0) throw new AppError('internal', `${left} rows that were due are still there after they were erased.`)
      const removed = due.map((each) => ({ ...toFinding(each), days: each.limit }))
      const digest = digestOf(due)
      const details = { removed, left, digest }
      store.audit.append({ ...caller, action: 'retention.run', subject: 'data', details })
      const losing = due.filter(({ kind }) => kind === 'leavers' || kind === 'unseen').flatMap(({ rows }) => rows)
      return { findings: due.map(toFinding), photos, people: losing.map(({ personId }) => personId!) }
    })
  }

  async function run(caller: Caller): Promise<RetentionFinding[]> {
    if (!mayEraseByAge()) return []
    const { findings, photos, people } = eraseDue(caller)
    if (findings.length === 0) return []
    store.importFiles.remove(photos)
    gallery.refresh()
    publish('people.changed', { personId: null })
    publish('guests.changed', {})
    publish('requests.changed', {})
    publish('webhooks.changed', {})
    const progress = imports.progress()
    if (progress !== null) publish('imports.changed', progress)
    await finishErasure(context, people)
    return findings
  }

  function look(): void {
    working = run(self).catch((error: unknown) => logger.warn('task-failed', { task: 'retention', error }))
  }

  if (works) look()
  const timer = works ? setInterval(look, lookEveryMs) : null
  timer?.unref()
  return {
    preview: (days) => findDue(days).map(toFinding),
    run,
    ...(works && { on: { 'settings.changed': look, 'people.changed': look } }),
    async close() {
      if (timer !== null) clearInterval(timer)
      await working
    },
  }
}

function toFinding({ kind, rows }: Due): RetentionFinding {
  const times = rows.map(({ at }) => at)
  return {
    kind,
    count: rows.length,
    from: Math.min(...times) as Instant,
    to: Math.max(...times) as Instant,
  }
}

/**
 * SHA-256 over kinds and row numbers, or names of files: whoever kept a list of them can show that these were erased.
 */
function digestOf(due: readonly Due[]): string {
  const listed = due.map(({ kind, rows }) => [
    kind,
    rows.map(({ id }) => id).toSorted((one, other) => (one < other ? -1 : 1)),
  ])
  return createHash('sha256').update(JSON.stringify(listed)).digest('hex')
}
