import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Person, PersonId } from '../../../main/contract/entities.ts'
import { Portrait } from '../../components/portrait.tsx'
import { textSize } from '../../components/text-size.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'

/** Pixels, at the usual size of text. */
const rowHeight = 64

/** Everybody, in a list that draws only the rows in view. Arrow keys walk through it. */
export function PeopleList(props: { people: readonly Person[]; chosen: PersonId | null }) {
  const { words } = useWords()
  const { people, chosen } = props
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

  function walk(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = step === undefined ? undefined : people[position + step]
    if (next === undefined) return
    event.preventDefault()
    location.hash = address('people', next.id)
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[href="${address('people', next.id)}"]`)?.focus(),
    )
  }

  return (
    <div className="scroller people-scroller" ref={scroller}>
      <ul className="virtual" style={{ height: rows.getTotalSize() }} aria-label={words.people.title} onKeyDown={walk}>
        {rows.getVirtualItems().map((row) => {
          const person = people[row.index]
          if (person === undefined) return null
          return (
            <li
              key={person.id}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              aria-setsize={people.length}
              aria-posinset={row.index + 1}
            >
              <a
                className="person-row"
                href={address('people', person.id)}
                aria-current={person.id === chosen ? 'true' : undefined}
              >
                <Portrait name={person.name} template={person.portrait} size={44} />
                <span className="person-row-text">
                  <span className="person-row-name">{person.name}</span>
                  <span className="soft small">
                    {person.templates === 0
                      ? words.people.noPhotos
                      : [person.employeeNumber, ...person.groups].filter(Boolean).join(' · ')}
                  </span>
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
