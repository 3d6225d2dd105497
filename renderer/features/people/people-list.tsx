import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import { standingOn } from '../../../main/contract/employment.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import type { Person } from '../../../main/contract/people.ts'
import { pickFields } from '../../../main/contract/person-fields.ts'
import { Icon } from '../../components/icon.tsx'
import { PersonName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { textSize } from '../../components/text-size.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import css from './people.module.css'
import { walkTo } from './walk.ts'

/** Pixels at the default text size. */
const rowHeight = 64

/**
 * Lists people, drawing only the rows in view. The list is one stop for the Tab key; arrow keys, Home and End move in
 * it.
 */
export function PeopleList(props: {
  people: readonly Person[]
  today: LocalDate
  chosen: PersonId | null
  /** Who is selected, while several people are selected; a press then selects instead of opening. */
  marked: ReadonlySet<PersonId> | null
  onMark: (id: PersonId) => void
}) {
  const { words } = useWords()
  const { people, chosen, marked } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: people.length,
    estimateSize: () => rowHeight * textSize(),
    getScrollElement: () => scroller.current,
    overscan: 6,
  })
  const position = people.findIndex((person) => person.id === chosen)
  useEffect(() => {
    if (position >= 0) rows.scrollToIndex(position, { align: 'auto' })
  }, [position, rows])

  const calendar = useCalendar()
  function describe(person: Person): string {
    const standing = standingOn(person.employments, props.today)
    if (standing.kind === 'left') return words.employment.leftOn(calendar.date(standing.on))
    const details =
      person.templates === 0 ? [words.people.noPhotos] : [...Object.values(pickFields(person)), ...person.groups]
    const coming = standing.kind === 'coming' ? words.employment.comingOn(calendar.date(standing.from)) : null
    return [coming, ...details].filter(Boolean).join(' · ')
  }

  const drawn = rows.getVirtualItems()
  // Tab enters at the row last moved to, else at the open person, else at the first row in view.
  const [walked, setWalked] = useState<PersonId | null>(null)
  const inView = (index: number) => drawn.some((row) => row.index === index)
  const walkedTo = people.findIndex((person) => person.id === walked)
  const entrance = inView(walkedTo) ? walkedTo : inView(position) ? position : (drawn[0]?.index ?? 0)

  function walk(event: KeyboardEvent): void {
    const from = walkedTo === -1 ? entrance : walkedTo
    const to = walkTo(event.key, from, people.length)
    const next = to === null ? undefined : people[to]
    if (to === null || next === undefined) return
    event.preventDefault()
    setWalked(next.id)
    rows.scrollToIndex(to, { align: 'auto' })
    if (marked === null) location.hash = address('people', next.id)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-person="${next.id}"]`)?.focus())
  }

  return (
    <div className={`scroller ${css.peopleScroller}`} ref={scroller}>
      <ul className="virtual" style={{ height: rows.getTotalSize() }} aria-label={words.people.title} onKeyDown={walk}>
        {drawn.map((row) => {
          const person = people[row.index]
          if (person === undefined) return null
          return (
            <li
              key={person.id}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              aria-setsize={people.length}
              aria-posinset={row.index + 1}
            >
              <Row
                person={person.id}
                chosen={person.id === chosen}
                marked={marked === null ? null : marked.has(person.id)}
                tabIndex={row.index === entrance ? 0 : -1}
                onFocus={() => setWalked(person.id)}
                onMark={props.onMark}
              >
                <Portrait name={person.name} template={person.portrait} size={44} />
                <span className={css.personRowText}>
                  <span className={css.personRowName} data-part="person-row-name">
                    {person.employeeNumber === null || person.templates === 0 ? (
                      <PersonName person={person} />
                    ) : (
                      person.name
                    )}
                  </span>
                  <span className="soft small">{describe(person)}</span>
                </span>
              </Row>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** A row that opens its person, or selects the person while several are selected. */
function Row(props: {
  person: PersonId
  chosen: boolean
  marked: boolean | null
  tabIndex: 0 | -1
  onFocus: () => void
  onMark: (id: PersonId) => void
  children: ReactNode
}) {
  const { person, tabIndex, onFocus } = props
  const shared = { className: css.personRow, 'data-part': 'person-row', 'data-person': person, tabIndex, onFocus }
  if (props.marked === null) {
    return (
      <a {...shared} href={address('people', person)} aria-current={props.chosen ? 'true' : undefined}>
        {props.children}
      </a>
    )
  }
  return (
    <button {...shared} type="button" aria-pressed={props.marked} onClick={() => props.onMark(person)}>
      <span className={css.personMark}>{props.marked ? <Icon name="check" size={16} /> : null}</span>
      {props.children}
    </button>
  )
}
