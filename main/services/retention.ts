import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { dateOf, dayNumber } from '../attendance/date.ts'
import type { LocalDate } from '../contract/attendance-rules.ts'
import type { Caller } from '../contract/caller.ts'
import type { Instant, PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { ImportProgress } from '../contract/imports.ts'
import { type RetentionDays, type RetentionFinding, type RetentionKind, retentionKinds } from '../contract/retention.ts'
import type { AgedRow } from '../store/aged-rows.ts'
import type { WrittenGap } from '../store/log-gaps.ts'
import type { Store } from '../store/open.ts'
import type { Context } from './context.ts'
import { finishErasure } from './erasure.ts'
import { officeDay } from './office-day.ts'
import { listOldExports, removeExports } from './old-exports.ts'
import type { Part } from './part.ts'

const dayMs = 86_400_000
/** Often, because a last day may be over at any time. */
const lookEveryMs = 60_000

/** What is due of one kind, or was erased: how much, and from when until when it is. */
interface Amount {
  readonly count: number
  readonly from: Instant
  readonly to: Instant
}

interface Erased extends Amount {
  readonly ids: readonly AgedRow['id'][]
  /** Whose it was. */
  readonly people?: readonly PersonId[]
  /** Photos of imports that are no longer needed. */
  readonly photos?: readonly number[]
  /** Gaps that this left in a log. */
  readonly gaps?: readonly WrittenGap[]
}

interface Due extends Amount {
  /** Erases it, or as much of it as may go at once; null when nothing may. */
  erase(): Erased | null
}

/** Finds one kind of data that is older than some days; null for nothing. */
type Rule = (days: number, all: RetentionDays) => Due | null

function amountOf(rows: readonly AgedRow[]): Amount {
  const times = rows.map(({ at }) => at)
  return { count: rows.length, from: Math.min(...times) as Instant, to: Math.max(...times) as Instant }
}

const toErased = (rows: readonly AgedRow[], photos: readonly number[] = []): Erased => ({
  ...amountOf(rows),
  ids: rows.map(({ id }) => id),
  people: rows.flatMap(({ personId }) => personId ?? []),
  photos,
})

/** Makes a rule of rows that are listed. @param erase returns photos of imports that are no longer needed */
function byRows(
  find: (days: number) => readonly AgedRow[],
  erase: (rows: readonly AgedRow[]) => readonly number[],
): Rule {
  return (days) => {
    const rows = find(days)
    return rows.length === 0 ? null : { ...amountOf(rows), erase: () => toErased(rows, erase(rows)) }
  }
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
  const { store, roster, rules, settings, gallery, now, publish, mayEraseByAge, self, logger } = context
  let working: Promise<unknown> = Promise.resolve()

  const before = (days: number) => (now() - days * dayMs) as Instant
  const kinds: Readonly<Record<RetentionKind, Rule>> = {
    leavers: byRows(
      (days) =>
        store.aged
          .listOfLeavers(dateOf(dayNumber(officeDay(context)) - days))
          // A night shift of the last day may still be going on.
          .filter(({ personId }) => roster.standingOf(personId!).kind === 'left'),
      (rows) => eraseTemplates(rows, 'left'),
    ),
    unseen: byRows(
      (days) => store.aged.listUnseen(before(days)),
      (rows) => eraseTemplates(rows, 'unseen'),
    ),
    guests: byRows((days) => store.aged.listGuests(before(days)), store.aged.eraseGuests),
    requests: byRows((days) => store.aged.listRequests(before(days)), store.aged.eraseRequests),
    visitors: byRows((days) => store.aged.listVisitors(before(days)), store.aged.eraseVisitors),
    reviews: byRows((days) => store.aged.listReviews(before(days)), store.aged.eraseReviews),
    deliveries: byRows((days) => store.aged.listDeliveries(before(days)), store.aged.eraseDeliveries),
    events(days, { unseen }) {
      const from = monthOf(dayNumber(officeDay(context)) - Math.max(days, unseen ?? 0))
      // The first days of a month need what began before them, and the week that their overtime is counted in.
      const needed = Math.ceil(rules.current().maxSession / dayMs) + 1 + 7
      const end = ((dayNumber(from) - needed) * dayMs) as Instant
      const found = store.agedEntries.find(end)
      return found && { ...found, erase: () => store.agedEntries.erase(end, from) }
    },
    evidence: byMonths(store.agedEvidence),
    audit: byMonths(store.agedAudit),
    exports(days) {
      const rows = listOldExports(exportsFolder, before(days))
      if (rows.length === 0) return null
      return {
        ...amountOf(rows),
        erase() {
          const removed = removeExports(exportsFolder, rows)
          return removed.length === 0 ? null : toErased(removed)
        },
      }
    },
  }

  /** Makes a rule of what goes by whole months: each run leaves a certificate for good. */
  function byMonths(aged: Store['agedEvidence']): Rule {
    return (days) => {
      // A month's first day begins earlier elsewhere.
      const end = ((dayNumber(monthOf(dayNumber(officeDay(context)) - days)) - 1) * dayMs) as Instant
      const found = aged.find(end)
      return found && { ...found, erase: () => aged.erase(end) }
    }
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

  function findDue(days: RetentionDays) {
    const { visitorDays: visitors, exportDays: exports } = settings()
    const limits = { ...days, visitors, exports }
    return retentionKinds.flatMap((kind) => {
      const limit = limits[kind]
      const due = limit === null ? null : kinds[kind](limit, days)
      return due === null ? [] : [{ kind, limit: limit!, due }]
    })
  }

  function eraseAll(due: ReturnType<typeof findDue>) {
    return due.flatMap(({ kind, limit, due }) => {
      const gone = due.erase()
      return gone === null ? [] : [{ kind, limit, gone, rest: due.count - gone.count }]
    })
  }

  /** Erases what is due, as far as it may go at once. */
  function eraseDue(caller: Caller) {
    const days = settings().retention
    const due = findDue(days)
    // Files go beforehand: no transaction takes them back.
    const files = eraseAll(due.filter(({ kind }) => kind === 'exports'))
    if (due.length === 0) return null
    return store.transaction(() => {
      const rows = eraseAll(findDue(days).filter(({ kind }) => kind !== 'exports'))
      const erased = [...rows, ...files]
      if (erased.length === 0) return null
      const left = rows.reduce((sum, { kind, limit, rest }) => {
        const found = kinds[kind](limit, days)?.count ?? 0
        if (found > rest) throw new AppError('internal', `${found} rows that were due are still there: ${kind}.`)
        return sum + found
      }, 0)
      const gaps = rows.flatMap(({ gone }) => gone.gaps ?? [])
      const details = {
        removed: erased.map(({ kind, limit, gone }) => ({ ...toFinding(kind, gone), days: limit })),
        ...{ left, digest: digestOf(erased) },
        ...(gaps.length > 0 && { gaps }),
      }
      store.audit.append({ ...caller, action: 'retention.run', subject: 'data', details })
      const losing = rows.filter(({ kind }) => kind === 'leavers' || kind === 'unseen')
      return {
        findings: erased.map(({ kind, gone }) => toFinding(kind, gone)),
        photos: rows.flatMap(({ gone }) => gone.photos ?? []),
        people: losing.flatMap(({ gone }) => gone.people ?? []),
        left,
      }
    })
  }

  async function run(caller: Caller): Promise<RetentionFinding[]> {
    if (!mayEraseByAge()) return []
    const all: RetentionFinding[] = []
    const people: PersonId[] = []
    for (let next = eraseDue(caller); next !== null; next = next.left > 0 ? eraseDue(caller) : null) {
      all.push(...next.findings)
      people.push(...next.people)
      store.importFiles.remove(next.photos)
      // The kiosk gets a turn.
      await setImmediate()
    }
    if (all.length === 0) return []
    gallery.refresh()
    publish('people.changed', { personId: null })
    publish('guests.changed', {})
    publish('requests.changed', {})
    publish('webhooks.changed', {})
    const progress = imports.progress()
    if (progress !== null) publish('imports.changed', progress)
    await finishErasure(context, people)
    return retentionKinds.flatMap((kind) => addUp(all.filter((finding) => finding.kind === kind)))
  }

  function look(): void {
    working = run(self).catch((error: unknown) => logger.warn('task-failed', { task: 'retention', error }))
  }

  if (works) look()
  const timer = works ? setInterval(look, lookEveryMs) : null
  timer?.unref()
  return {
    preview: (days) => findDue(days).map(({ kind, due }) => toFinding(kind, due)),
    run,
    ...(works && { on: { 'settings.changed': look, 'people.changed': look } }),
    async close() {
      if (timer !== null) clearInterval(timer)
      await working
    },
  }
}

/** The first day of a day's month. @param day number since 1970-01-01 */
const monthOf = (day: number) => `${dateOf(day).slice(0, 7)}-01` as LocalDate

const toFinding = (kind: RetentionKind, { count, from, to }: Amount): RetentionFinding => ({ kind, count, from, to })

function addUp(findings: readonly RetentionFinding[]): RetentionFinding[] {
  if (findings.length < 2) return [...findings]
  return [
    {
      kind: findings[0]!.kind,
      count: findings.reduce((sum, { count }) => sum + count, 0),
      from: Math.min(...findings.map(({ from }) => from!)) as Instant,
      to: Math.max(...findings.map(({ to }) => to!)) as Instant,
    },
  ]
}

/**
 * SHA-256 over kinds and row numbers, or names of files: whoever kept a list of them can show that these were erased.
 */
function digestOf(erased: readonly { readonly kind: RetentionKind; readonly gone: Erased }[]): string {
  const listed = erased.map(({ kind, gone }) => [kind, gone.ids.toSorted((one, other) => (one < other ? -1 : 1))])
  return createHash('sha256').update(JSON.stringify(listed)).digest('hex')
}
