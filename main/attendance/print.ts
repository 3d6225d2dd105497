import type { TimesheetDay, TimesheetTotals } from '../contract/timesheets.ts'
import { escapeMarkup } from '../text/markup.ts'
import type { ConfirmedTimesheet } from './table.ts'
import { offsetAt } from './zone.ts'

/**
 * The lengths of a printed day, in the order of their columns. A break that was deducted counts as one that was taken.
 */
const figures = [
  ['expected', (sums: TimesheetTotals) => sums.expectedMinutes],
  ['worked', (sums: TimesheetTotals) => sums.workedMinutes],
  ['break', (sums: TimesheetTotals) => sums.breakMinutes + sums.deductedMinutes],
  ['late', (sums: TimesheetTotals) => sums.lateMinutes],
  ['early', (sums: TimesheetTotals) => sums.earlyMinutes],
  ['overtime', (sums: TimesheetTotals) => sums.overtimeMinutes],
  ['absent', (sums: TimesheetTotals) => sums.absentMinutes],
  ['leave', (sums: TimesheetTotals) => sums.leaveMinutes],
] as const

const wordKeys = [
  ...(['title', 'period', 'date', 'sessions', 'remarks', 'total', 'employee', 'supervisor'] as const),
  ...(['confirmed', 'changed'] as const),
  ...figures.map(([key]) => key),
] as const

/** The words of the printed page; they come from the catalogue of the reader's language. */
export interface PrintWords {
  readonly page: Readonly<Record<(typeof wordKeys)[number], string>>
  /** By status and flag, for the remarks; what is missing stays out. */
  readonly remark: Readonly<Record<string, string>>
}

/**
 * The words among the titles that an export was given; a word that is not there is its key.
 * @param titles words of the page under `print.` and their key, others for the remarks
 */
export function printWords(titles: Readonly<Record<string, string>>): PrintWords {
  const page = Object.fromEntries(wordKeys.map((key) => [key, titles[`print.${key}`] ?? key])) as PrintWords['page']
  return { page, remark: titles }
}

/** Remarks that are wider than this, in letters, are printed below the table. */
const maxRemarkWidth = 16

/** Lines are low enough for 31 of them, ten footnotes and the signatures on one sheet of A4. */
const style = `@page{size:A4;margin:12mm}*{box-sizing:border-box}body{font:8.5pt/1.3 system-ui,sans-serif;color:#111;margin:0}
section{break-after:page}section:last-child{break-after:auto}h1{font-size:14pt;margin:0 0 1mm}p{margin:0 0 3mm}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}thead{display:table-header-group}
th,td{padding:.75mm 1mm;border-bottom:.2mm solid #999;text-align:left;vertical-align:top}th{font-size:7pt;vertical-align:bottom}tr{break-inside:avoid}
.n{text-align:right;white-space:nowrap}td:first-child{white-space:nowrap}td:last-child,th:last-child{padding-left:3mm}.t td{font-weight:600;border-top:.4mm solid #111;border-bottom:0}
ul{margin:2mm 0 0;padding:0 1mm;list-style:none;font-size:7.5pt;columns:2}.c{margin:4mm 1mm 0}.s{display:flex;gap:12mm;margin:12mm 0 0;break-inside:avoid}.s span{flex:1;border-top:.2mm solid #111;padding-top:1mm}`

/**
 * Timesheets as one page of HTML to print or to turn into PDF, a sheet of paper for each person, piece by piece. It
 * loads nothing and runs nothing; every name is escaped. A corrected time carries an asterisk, an open end a question
 * mark; a longer remark is a number that stands below the table with it.
 */
export function* printChunks(
  timesheets: Iterable<ConfirmedTimesheet>,
  words: PrintWords,
  locale: string,
): Generator<string> {
  yield `<!doctype html><html lang="${escapeMarkup(locale)}"><meta charset="utf-8"><title>${escapeMarkup(words.page.title)}</title><style>${style}</style>`
  for (const timesheet of timesheets) yield section(timesheet, words, locale)
  yield '</html>\n'
}

/** `7:05` for 425 minutes. */
export function hoursText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function section(
  { person, days, totals, confirmation }: ConfirmedTimesheet,
  { page, remark }: PrintWords,
  locale: string,
): string {
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, day: '2-digit', month: '2-digit', timeZone: 'UTC' })
    return (day: TimesheetDay) => format.format(Date.parse(day.date))
  }
  const [short, long] = [dates({ weekday: 'short' }), dates({ weekday: 'short', year: 'numeric' })]
  const period = days.length > 0 ? `${long(days[0]!)} – ${long(days.at(-1)!)}` : ''
  const notes: string[] = []
  const clock = clockOf(locale)
  const rows = days.map((day) => {
    const remarks = [day.holiday, day.leave, stateOf(day, remark), ...day.flags.map((flag) => remark[flag])]
    return row('td', [
      short(day),
      day.sessions.map((session) => `${clock(session.in)}–${session.running ? '' : clock(session.out)}`).join(', '),
      ...figures.map(([, of]) => (of(day) === 0 ? '' : hoursText(of(day)))),
      toRemark(remarks.filter((text) => text != null).join(', '), notes),
    ])
  })
  const head = [page.date, page.sessions, ...figures.map(([key]) => page[key]), page.remarks]
  const sums = [page.total, '', ...figures.map(([, of]) => hoursText(of(totals))), '']
  const name = person.employeeNumber === null ? person.name : `${person.name} (${person.employeeNumber})`
  return [
    `<section><h1>${escapeMarkup(name)}</h1><p>${escapeMarkup(page.title)} · ${escapeMarkup(page.period)} ${escapeMarkup(period)}</p>`,
    `<table><thead>${row('th', head)}</thead><tbody>${rows.join('')}${row('td', sums, 't')}</tbody></table>`,
    notes.length === 0
      ? ''
      : `<ul>${notes.map((note, index) => `<li>${index + 1}) ${escapeMarkup(note)}</li>`).join('')}</ul>`,
    confirmation ? `<p class="c">${escapeMarkup(toConfirmation(confirmation, page, locale))}</p>` : '',
    `<p class="s"><span>${escapeMarkup(page.employee)}</span><span>${escapeMarkup(page.supervisor)}</span></p></section>`,
  ].join('')
}

/** That the employee confirmed these hours at a kiosk, and when; or that they are others since. */
function toConfirmation(
  { at, zone, changed }: NonNullable<ConfirmedTimesheet['confirmation']>,
  page: PrintWords['page'],
  locale: string,
): string {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at)
  return `${changed ? page.changed : page.confirmed}: ${time}`
}

/** The remark for a day's status; none when the hours, or the name of the holiday or leave, say it. */
function stateOf({ status }: TimesheetDay, remark: PrintWords['remark']): string | undefined {
  return status === 'worked' || status === 'holiday' || status === 'leave' ? undefined : remark[status]
}

/** A remark, or the number of its footnote; days with the same remark share one. */
function toRemark(remark: string, notes: string[]): string {
  if (widthOf(remark) <= maxRemarkWidth) return remark
  if (!notes.includes(remark)) notes.push(remark)
  return `${notes.indexOf(remark) + 1})`
}

/** Chinese and Japanese characters are as wide as two letters. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u2E80-\uFFEF]/.test(character) ? 2 : 1), 0)
}

/** Figures stand between the second column and the last. */
function row(tag: 'td' | 'th', cells: readonly string[], look?: string): string {
  const inner = cells.map((cell, index) => {
    const figure = index >= 2 && index < cells.length - 1
    return `<${tag}${figure ? ' class="n"' : ''}>${escapeMarkup(cell)}</${tag}>`
  })
  return `<tr${look === undefined ? '' : ` class="${look}"`}>${inner.join('')}</tr>`
}

/** 17:05, or 5:05 PM where the locale itself says that hours are counted to twelve: that takes more room. */
function clockOf(locale: string): (stamp: TimesheetDay['sessions'][number]['in']) => string {
  const twelve = new Intl.Locale(locale).hourCycle === 'h12'
  const time = new Intl.DateTimeFormat(twelve ? locale : 'en-GB', {
    hour: twelve ? 'numeric' : '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  })
  return (stamp) => {
    if (stamp === null) return '?'
    const wall = time.format(stamp.at + offsetAt(stamp.at, stamp.zone))
    return stamp.correction === null ? wall : `${wall}*`
  }
}
