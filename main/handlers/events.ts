import Papa from 'papaparse'
import type { AttendanceEvent, Instant } from '../contract/entities.ts'
import type { Context, Handlers } from './context.ts'

/**
 * The days that a filter covers, as a file is named by them: `2026-11-01-2026-11-30`, or the one day. An end that is
 * open is today.
 */
function periodOf({ from, to }: { from: Instant | null; to: Instant | null }, now: number): string {
  const last = dayOf(to === null ? now : to - 1)
  if (from === null) return to === null ? 'all' : `until-${last}`
  const first = dayOf(from)
  return first === last ? first : `${first}-${last}`
}

/** A day on the machine's own calendar. */
function dayOf(at: number): string {
  const date = new Date(at)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

export function eventHandlers(context: Context): Handlers<'events.list' | 'events.export'> {
  const { store, now, actor } = context
  return {
    'events.list': ({ before, limit, ...filter }) => store.events.list(filter, before, limit),
    'events.export': ({ format, ...filter }) => {
      const events = [...store.events.each(filter)]
      store.audit.append({
        actor,
        action: 'events.export',
        subject: 'events',
        details: { format, events: events.length },
      })
      const text = format === 'csv' ? csv(events) : `${JSON.stringify(events, null, 2)}\n`
      return { fileName: `rollcall-events-${periodOf(filter, now())}.${format}`, text, events: events.length }
    },
  }
}

/** One row an event; cells that a spreadsheet would run as formulas are defused. */
function csv(events: readonly AttendanceEvent[]): string {
  const rows = events.map((event) => ({
    id: event.id,
    kind: event.kind,
    name: event.person.name,
    employee_number: event.employeeNumber,
    direction: event.direction,
    time_utc: new Date(event.at).toISOString(),
    time_local: localTime(event.at, event.zone),
    zone: event.zone,
    kiosk: event.kiosk,
    method: event.method,
    similarity: event.similarity?.toFixed(4),
    threshold: event.threshold,
    runner_up: event.runnerUp?.person.name,
    runner_up_similarity: event.runnerUp?.similarity.toFixed(4),
    model: event.model,
    corrects: event.corrects,
    action: event.action,
    actor: event.actor,
    reason: event.reason,
  }))
  return Papa.unparse({ fields: columns, data: rows }, { escapeFormulae: true, newline: '\r\n' })
}

const columns = [
  'id',
  'kind',
  'name',
  'employee_number',
  'direction',
  'time_utc',
  'time_local',
  'zone',
  'kiosk',
  'method',
  'similarity',
  'threshold',
  'runner_up',
  'runner_up_similarity',
  'model',
  'corrects',
  'action',
  'actor',
  'reason',
]

/** `2026-03-29 09:00:05`, as a clock on the kiosk's wall showed it. */
function localTime(at: number, zone: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone: zone })
}
