import type { Timesheet, TimesheetDay } from '../contract/timesheet.ts'
import { offsetAt } from './zone.ts'

/** The words of the printed page; they come from the catalogue of the reader's language. */
export interface PrintWords {
  readonly title: string
  readonly period: string
  readonly date: string
  readonly sessions: string
  readonly expected: string
  readonly worked: string
  readonly late: string
  readonly early: string
  readonly overtime: string
  readonly remarks: string
  readonly total: string
  readonly signature: string
  /** By status and flag, for the remarks; what is missing stays out. */
  readonly remark: Readonly<Record<string, string>>
}

/** The words among the titles that an export was given; a word that is not there is its key. */
export function printWords(titles: Readonly<Record<string, string>>): PrintWords {
  const word = (key: string) => titles[key] ?? key
  return {
    title: word('title'),
    period: word('period'),
    date: word('date'),
    sessions: word('sessions'),
    expected: word('expected'),
    worked: word('worked'),
    late: word('late'),
    early: word('early'),
    overtime: word('overtime'),
    remarks: word('remarks'),
    total: word('total'),
    signature: word('signature'),
    remark: titles,
  }
}

/** A month of 31 days fits on one sheet, some remarks of two lines included. */
const style = `@page{size:A4;margin:15mm}*{box-sizing:border-box}body{font:9pt/1.3 system-ui,sans-serif;color:#111;margin:0}
section{break-after:page}section:last-child{break-after:auto}h1{font-size:15pt;margin:0 0 1mm}p{margin:0 0 4mm}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}thead{display:table-header-group}
th,td{padding:.7mm 2mm;border-bottom:.2mm solid #999;text-align:left;vertical-align:top}tr{break-inside:avoid}
.n{text-align:right}td:first-child,.n{white-space:nowrap}tfoot td{font-weight:600;border-top:.4mm solid #111}.s{margin-top:14mm;width:70mm;border-top:.2mm solid #111}`

/**
 * Timesheets as one page of HTML to print or to turn into PDF, a sheet of paper for each person, piece by piece.
 * It loads nothing and runs nothing; every name is escaped. A corrected time carries an asterisk, an open end a question mark.
 */
export function* printChunks(timesheets: Iterable<Timesheet>, words: PrintWords, locale: string): Generator<string> {
  yield `<!doctype html><html lang="${escapeHtml(locale)}"><meta charset="utf-8"><title>${escapeHtml(words.title)}</title><style>${style}</style>`
  for (const timesheet of timesheets) yield section(timesheet, words, locale)
  yield '</html>\n'
}

/** `7:05` for 425 minutes. */
export function hoursText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function section({ person, days, totals }: Timesheet, words: PrintWords, locale: string): string {
  const dates = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const date = (day: TimesheetDay) => dates.format(Date.parse(day.date))
  const period = days.length > 0 ? `${date(days[0]!)} – ${date(days.at(-1)!)}` : ''
  const head = [
    words.date,
    words.sessions,
    words.expected,
    words.worked,
    words.late,
    words.early,
    words.overtime,
    words.remarks,
  ]
  const sums = [
    totals.expectedMinutes,
    totals.workedMinutes,
    totals.lateMinutes,
    totals.earlyMinutes,
    totals.overtimeMinutes,
  ]
  const rows = days.map((day) => {
    const remarks = [day.holiday, day.leave, words.remark[day.status], ...day.flags.map((flag) => words.remark[flag])]
    const figures = [day.expectedMinutes, day.workedMinutes, day.lateMinutes, day.earlyMinutes, day.overtimeMinutes]
    return row('td', [
      date(day),
      day.sessions.map((session) => `${clock(session.in)}–${session.running ? '' : clock(session.out)}`).join(', '),
      ...figures.map((minutes) => (minutes === 0 ? '' : hoursText(minutes))),
      remarks.filter((remark) => remark != null).join(', '),
    ])
  })
  const name = person.employeeNumber === null ? person.name : `${person.name} (${person.employeeNumber})`
  return `<section><h1>${escapeHtml(name)}</h1><p>${escapeHtml(words.title)} · ${escapeHtml(words.period)} ${escapeHtml(period)}</p><table><thead>${row('th', head)}</thead><tbody>${rows.join('')}</tbody><tfoot>${row('td', [words.total, '', ...sums.map(hoursText), ''])}</tfoot></table><p class="s">${escapeHtml(words.signature)}</p></section>`
}

/** Columns 3 to 7 hold figures. */
function row(tag: 'td' | 'th', cells: readonly string[]): string {
  const inner = cells.map(
    (cell, index) => `<${tag}${index >= 2 && index <= 6 ? ' class="n"' : ''}>${escapeHtml(cell)}</${tag}>`,
  )
  return `<tr>${inner.join('')}</tr>`
}

function clock(stamp: TimesheetDay['sessions'][number]['in']): string {
  if (stamp === null) return '?'
  const wall = new Date(stamp.at + offsetAt(stamp.at, stamp.zone)).toISOString().slice(11, 16)
  return stamp.correction === null ? wall : `${wall}*`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
