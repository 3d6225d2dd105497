import { keepPreviousData } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useDeferredValue, useMemo, useRef } from 'react'
import type { AttendanceScope } from '../../../main/contract/attendance.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import type { Confirmation } from '../../../main/contract/hours.ts'
import { Segments } from '../../components/choice.tsx'
import { SearchInput } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { useDistinctions } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { textSize } from '../../components/text-size.ts'
import { type Dates, localDate, type Period } from '../../data/dates.ts'
import { useCall } from '../../data/use-call.ts'
import { usePortraits } from '../../data/use-people.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, useParameters } from '../../route.ts'
import { DayBars } from './day-bars.tsx'
import {
  arrange,
  type Column,
  columns,
  countShown,
  type Line,
  lineFilters,
  type Order,
  readView,
  sortAfterPress,
  sumOf,
} from './sheet-view.ts'
import css from './timesheet.module.css'

type Confirmed = ReadonlyMap<PersonId, Confirmation>

/** Pixels at the default text size. */
const rowHeight = 56

/** Shows everybody's totals of some days, and the totals of each day. */
export function GroupSheet(props: { scope: AttendanceScope; dates: Dates; period: Period }) {
  const { words } = useWords()
  const query = useCall(
    'attendance.group',
    { scope: props.scope, dates: props.dates },
    { placeholderData: keepPreviousData },
  )
  const months = useCall(
    'hours.list',
    { month: props.dates.from.slice(0, 7), scope: props.scope },
    { enabled: props.period === 'month' },
  )
  const confirmed = useMemo(
    () =>
      new Map(props.period === 'month' ? months.data?.people.map((each) => [each.person.id, each.confirmation]) : []),
    [months.data, props.period],
  )
  return (
    <Loaded query={query}>
      {(sheet) =>
        sheet.people.length === 0 ? (
          <Empty icon="timesheet" title={words.timesheet.emptyTitle} text={words.timesheet.empty} />
        ) : (
          <div className={css.sheetBody}>
            {sheet.days.length > 1 ? <DayBars days={sheet.days} /> : null}
            <SumTable lines={sheet.people} confirmed={confirmed} />
          </div>
        )
      }
    </Loaded>
  )
}

function SumTable(props: { lines: readonly Line[]; confirmed: Confirmed }) {
  const { words, format } = useWords()
  const { timesheet } = words
  const [parameters, change] = useParameters()
  const { query, show, order } = readView(parameters, localDate(Date.now()))
  const wanted = useDeferredValue(query)
  const lines = useMemo(
    () => arrange(props.lines, { query: wanted, show, order: { by: order.by, descending: order.descending } }),
    [props.lines, wanted, show, order.by, order.descending],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    estimateSize: () => rowHeight * textSize(),
    getScrollElement: () => scroller.current,
    overscan: 8,
  })

  return (
    <section className={css.sums}>
      <div className={css.sumsTools}>
        <SearchInput label={timesheet.search} value={query} onChange={(q) => change({ q })} />
        <Segments
          label={timesheet.show}
          options={lineFilters.map((value) => ({
            value,
            label: timesheet.shown(timesheet[value], format.number(countShown(props.lines, value))),
          }))}
          value={show}
          onChange={(value) => change({ show: value === 'all' ? null : value })}
        />
      </div>
      <div className={`scroller ${css.sumsScroller}`} ref={scroller}>
        <table className={css.sumsTable} aria-label={timesheet.title} aria-rowcount={lines.length + 2}>
          <thead className={css.sumsHead}>
            <tr className={css.sumsRow} aria-rowindex={1}>
              {(['person', ...columns] as const).map((column) => (
                <ColumnHead
                  key={column}
                  column={column}
                  order={order}
                  onPress={() => change({ sort: sortAfterPress(order, column) })}
                />
              ))}
            </tr>
          </thead>
          <tbody className="virtual" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const line = lines[item.index]
              if (line === undefined) return null
              const style = { height: item.size, transform: `translateY(${item.start}px)` }
              return (
                <SumRow
                  key={line.person.id}
                  line={line}
                  confirmation={props.confirmed.get(line.person.id) ?? null}
                  index={item.index + 2}
                  style={style}
                />
              )
            })}
          </tbody>
          {lines.length === 0 ? null : (
            <tfoot className={css.sumsFoot}>
              <tr className={css.sumsRow} aria-rowindex={lines.length + 2}>
                <th scope="row">{timesheet.weekdayTotal}</th>
                {columns.map((column) => (
                  <Value
                    key={column}
                    column={column}
                    value={lines.reduce((sum, line) => sum + sumOf(column, line), 0)}
                  />
                ))}
              </tr>
            </tfoot>
          )}
        </table>
        {lines.length === 0 ? <Empty icon="search" title={timesheet.emptyTitle} text={timesheet.empty} /> : null}
      </div>
    </section>
  )
}

function ColumnHead(props: { column: Order['by']; order: Order; onPress: () => void }) {
  const { words } = useWords()
  const { column, order } = props
  const sorted = order.by === column
  const unit = column === 'person' ? null : column === 'toCheck' ? words.timesheet.unitDays : words.timesheet.unitHours
  return (
    <th scope="col" data-column={column} aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={props.onPress}>
        {sorted ? <Icon name={order.descending ? 'down' : 'up'} size={14} /> : null}
        <span>
          {words.timesheet[column]}
          {unit === null ? null : <span className={css.sumsUnit}> {unit}</span>}
        </span>
      </button>
    </th>
  )
}

function SumRow(props: { line: Line; confirmation: Confirmation | null; index: number; style: CSSProperties }) {
  const { words } = useWords()
  const portraits = usePortraits()
  const [{ period, date, group }] = useParameters()
  const { person } = props.line
  const distinction = useDistinctions().get(person.id)
  const { confirmation } = props
  const mark = confirmation && words.timesheet[confirmation.changed ? 'changedMark' : 'confirmedMark']
  return (
    <tr className={css.sumsRow} aria-rowindex={props.index} style={props.style}>
      <th scope="row" className={css.sumsPerson} data-part="sums-person">
        <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={36} />
        <span className={css.sumsPersonText}>
          <a className={css.sumsName} href={address('timesheet', person.id, { period, date, group })}>
            {person.name}
          </a>
          <span className="soft small">{person.employeeNumber ?? distinction}</span>
        </span>
        {mark === null ? null : (
          <span
            className={css.sumsMark}
            data-changed={confirmation?.changed === true ? '' : undefined}
            role="img"
            aria-label={mark}
            title={mark}
          >
            <Icon name={confirmation?.changed === true ? 'warning' : 'check'} size={18} />
          </span>
        )}
      </th>
      {columns.map((column) => (
        <Value key={column} column={column} value={sumOf(column, props.line)} />
      ))}
    </tr>
  )
}

function Value(props: { column: Column; value: number }) {
  const { format } = useWords()
  const calendar = useCalendar()
  const { column, value } = props
  return (
    <td data-column={column} data-none={value === 0 ? '' : undefined}>
      {value === 0 ? '–' : column === 'toCheck' ? format.number(value) : calendar.hours(value)}
    </td>
  )
}
