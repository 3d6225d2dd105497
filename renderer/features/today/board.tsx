import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { Presence } from '../../../main/contract/timesheets.ts'
import { PersonName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty } from '../../components/states.tsx'
import { textSize } from '../../components/text-size.ts'
import { useWidth } from '../../components/use-width.ts'
import { usePortraits } from '../../data/use-people.ts'
import type { Messages } from '../../messages/en/index.ts'
import type { Format } from '../../messages/format.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import css from './today.module.css'
import { byState, lateMinutesOf, type PresenceState, type PresentPerson, type StateFilter } from './today-states.ts'

type Row =
  | { readonly kind: 'state'; readonly state: PresenceState; readonly people: number }
  | { readonly kind: 'people'; readonly people: readonly PresentPerson[] }

/** Row heights in pixels at the default text size. */
const heights = { state: 44, people: 64 }
/** Minimum width of a person in pixels. */
const minPersonWidth = 320

/** Lists people by state, in as many columns as fit; only rows in view are drawn. */
export function Board(props: { people: readonly PresentPerson[]; wanted: StateFilter }) {
  const { words, format } = useWords()
  const scroller = useRef<HTMLElement>(null)
  const columns = useColumns(scroller)
  const rows = useMemo(() => rowsOf(props.people, props.wanted, columns), [props.people, props.wanted, columns])
  const virtual = useVirtualizer({
    count: rows.length,
    estimateSize: (index) => heights[rows[index]?.kind ?? 'people'] * textSize(),
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rowKey(rows[index], index),
    overscan: 6,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, also by keyboard
    <section className={`scroller ${css.todayScroller}`} ref={scroller} tabIndex={0} aria-label={words.today.people}>
      {rows.length === 0 ? <Empty icon="people" title={words.today.noneTitle} text={words.today.none} /> : null}
      <div className="virtual" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          const style = { height: item.size, transform: `translateY(${item.start}px)` }
          return row.kind === 'state' ? (
            <h2 key={item.key} className={css.todayState} data-part="today-state" style={style}>
              {words.today.states[row.state]} <span className="soft">{format.number(row.people)}</span>
            </h2>
          ) : (
            <ul key={item.key} className={css.todayRow} style={{ ...style, '--columns': columns } as object}>
              {row.people.map((person) => (
                <PersonTile key={person.person.id} {...person} />
              ))}
            </ul>
          )
        })}
      </div>
    </section>
  )
}

function PersonTile(props: PresentPerson) {
  const { person, presence } = props
  const { words, format } = useWords()
  const calendar = useCalendar()
  const portraits = usePortraits()
  const late = lateMinutesOf(props)
  return (
    <li>
      <a
        className={css.todayPerson}
        data-part="today-person"
        href={address('timesheet', person.id)}
        data-state={presence.kind}
      >
        <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={40} />
        <span className={css.todayPersonText}>
          <span className={css.todayPersonName} data-part="today-person-name">
            <PersonName person={person} />
          </span>
          <span className={`${css.todayPersonLine} soft small`}>
            <span>{lineOf(presence, words, format)}</span>
            {late > 0 ? (
              <span className={css.todayLate} data-part="today-late">
                {words.today.lateBy(calendar.length(late))}
              </span>
            ) : null}
            {props.doubtful ? <span className={css.todayDoubtful}>{words.log.doubtful}</span> : null}
          </span>
        </span>
      </a>
    </li>
  )
}

function lineOf(presence: Presence, words: Messages, format: Format): string {
  const { today } = words
  switch (presence.kind) {
    case 'in':
      return today.inSince(format.time(presence.since))
    case 'out':
      return today.leftAt(format.time(presence.since))
    case 'late':
      return today.shouldBeHere(format.time(presence.since))
    case 'expected':
      return presence.from === null ? today.expectedToday : today.shouldBeHere(format.time(presence.from))
    case 'leave':
    case 'holiday':
      return presence.name
    case 'absent':
      return today.absent
    case 'off':
      return today.off
  }
}

/** Returns how many people fit beside each other. */
function useColumns(scroller: React.RefObject<HTMLElement | null>): number {
  const width = useWidth(scroller)
  return Math.max(1, Math.floor(width / (minPersonWidth * textSize())))
}

function rowsOf(people: readonly PresentPerson[], wanted: StateFilter, columns: number): readonly Row[] {
  return byState(people, wanted).flatMap((part): Row[] => [
    { kind: 'state', state: part.state, people: part.people.length },
    ...Array.from(
      { length: Math.ceil(part.people.length / columns) },
      (_, row): Row => ({
        kind: 'people',
        people: part.people.slice(row * columns, (row + 1) * columns),
      }),
    ),
  ])
}

function rowKey(row: Row | undefined, index: number): string {
  return row?.kind === 'state' ? row.state : `row ${row?.people[0]?.person.id ?? index}`
}
