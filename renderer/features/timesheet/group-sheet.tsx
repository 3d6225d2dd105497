import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { AttendanceScope } from '../../../main/contract/api/attendance.ts'
import type { Output } from '../../../main/contract/api.ts'
import { SearchInput } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { textSize } from '../../components/text-size.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { usePortraits } from '../people/queries.ts'
import type { Dates } from './dates.ts'
import { DayBars } from './day-bars.tsx'
import { useGroupSheet } from './queries.ts'

type Line = Output<'attendance.group'>['people'][number]

const columns = ['worked', 'expected', 'late', 'overtime', 'absent', 'toCheck'] as const
type Column = (typeof columns)[number]

const minutesOf: Readonly<Record<Column, (line: Line) => number>> = {
  worked: ({ totals }) => totals.workedMinutes,
  expected: ({ totals }) => totals.expectedMinutes,
  late: ({ totals }) => totals.lateMinutes,
  overtime: ({ totals }) => totals.overtimeMinutes,
  absent: ({ totals }) => totals.absentMinutes,
  toCheck: ({ flaggedDays }) => flaggedDays,
}

/** Pixels, at the usual size of text. */
const rowHeight = 56

/** Everybody's sums of some days, and what the days come to. */
export function GroupSheet(props: { scope: AttendanceScope; dates: Dates }) {
  const { words } = useWords()
  const query = useGroupSheet(props.scope, props.dates)
  return (
    <Loaded query={query}>
      {(sheet) =>
        sheet.people.length === 0 ? (
          <Empty icon="timesheet" title={words.timesheet.emptyTitle} text={words.timesheet.empty} />
        ) : (
          <div className="sheet-body">
            {sheet.days.length > 1 ? <DayBars days={sheet.days} /> : null}
            <SumTable lines={sheet.people} />
          </div>
        )
      }
    </Loaded>
  )
}

function SumTable(props: { lines: readonly Line[] }) {
  const { words } = useWords()
  const calendar = useCalendar()
  const portraits = usePortraits()
  const [query, setQuery] = useState('')
  const [sorted, setSorted] = useState<Column | null>(null)
  const wanted = useDeferredValue(query).trim().toLowerCase()
  const lines = useMemo(() => {
    const found = props.lines.filter(
      ({ person }) => person.name.toLowerCase().includes(wanted) || person.employeeNumber?.startsWith(wanted) === true,
    )
    return sorted === null ? found : found.toSorted((a, b) => minutesOf[sorted](b) - minutesOf[sorted](a))
  }, [props.lines, wanted, sorted])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    estimateSize: () => rowHeight * textSize(),
    getScrollElement: () => scroller.current,
    overscan: 8,
  })
  const value = (column: Column, minutes: number) => {
    if (minutes === 0) return '–'
    return column === 'toCheck' ? String(minutes) : calendar.hours(minutes)
  }
  const items = virtual.getVirtualItems()

  return (
    <section className="sums">
      <div className="sums-search">
        <SearchInput label={words.timesheet.search} value={query} onChange={setQuery} />
      </div>
      <div className="sums-head">
        <button type="button" aria-pressed={sorted === null} onClick={() => setSorted(null)}>
          {words.timesheet.person}
        </button>
        {columns.map((column) => (
          <button
            key={column}
            type="button"
            data-column={column}
            aria-pressed={sorted === column}
            onClick={() => setSorted(sorted === column ? null : column)}
          >
            {words.timesheet[column]}
            {sorted === column ? <Icon name="down" size={14} /> : null}
          </button>
        ))}
      </div>
      <div className="scroller" ref={scroller}>
        {lines.length === 0 ? (
          <Empty icon="search" title={words.timesheet.emptyTitle} text={words.timesheet.empty} />
        ) : null}
        <ul className="virtual" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const line = lines[item.index]
            if (line === undefined) return null
            const { person } = line
            return (
              <li key={person.id} style={{ height: item.size, transform: `translateY(${item.start}px)` }}>
                <a className="sums-row" href={address('timesheet', person.id)}>
                  <span className="sums-person">
                    <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={36} />
                    <span className="sums-person-text">
                      <span className="sums-name">{person.name}</span>
                      <span className="soft small">{person.employeeNumber}</span>
                    </span>
                  </span>
                  {columns.map((column) => (
                    <span key={column} data-column={column} data-none={minutesOf[column](line) === 0 ? '' : undefined}>
                      <span className="visually-hidden">{words.timesheet[column]} </span>
                      {value(column, minutesOf[column](line))}
                    </span>
                  ))}
                </a>
              </li>
            )
          })}
        </ul>
      </div>
      <div className="sums-row sums-foot">
        <span>{words.timesheet.weekdayTotal}</span>
        {columns.map((column) => (
          <span key={column} data-column={column}>
            {value(
              column,
              props.lines.reduce((sum, line) => sum + minutesOf[column](line), 0),
            )}
          </span>
        ))}
      </div>
    </section>
  )
}
