import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { EventId } from '../../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../../main/contract/events.ts'
import { isDoubtful } from '../../../main/contract/liveness.ts'
import { usePortraits } from '../../data/use-people.ts'
import { startOfDay } from '../../messages/format.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { useWords } from '../../messages/use-words.tsx'
import { DirectionMark } from '../marks.tsx'
import { PersonName } from '../person-name.tsx'
import { Portrait } from '../portrait.tsx'
import { textSize } from '../text-size.ts'
import css from './entries.module.css'

type Row = { readonly kind: 'day'; readonly at: number } | { readonly kind: 'event'; readonly event: AttendanceEvent }

/** Row heights in pixels at the default text size. */
const heights = { day: 52, event: 56 }

/** Lists entries by day, newest first. Only rows in view are drawn, and further pages load while scrolling. */
export function EventList(props: {
  events: readonly AttendanceEvent[]
  chosen: EventId | null
  onChoose: (event: AttendanceEvent) => void
  onEnd?: () => void
}) {
  const { words, format } = useWords()
  const portraits = usePortraits()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => withDays(props.events), [props.events])
  const virtual = useVirtualizer({
    count: rows.length,
    estimateSize: (index) => heights[rows[index]?.kind ?? 'event'] * textSize(),
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rowKey(rows[index]),
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { onEnd } = props
  useEffect(() => {
    if (last >= rows.length - 30) onEnd?.()
  }, [last, rows.length, onEnd])

  return (
    <div className={`scroller ${css.logScroller}`} ref={scroller}>
      <p className={`${css.logRow} ${css.logHeads}`} data-part="log-row" aria-hidden="true">
        <span>{words.log.time}</span>
        <span>{words.timesheet.person}</span>
        <span className={css.logKiosk}>{words.log.kiosk}</span>
        <span>{words.log.direction}</span>
        <span className={css.logSimilarity}>{words.log.similarity}</span>
      </p>
      <ul className="virtual" style={{ height: virtual.getTotalSize() }} aria-label={words.log.list}>
        {items.map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          const style = { height: item.size, transform: `translateY(${item.start}px)` }
          if (row.kind === 'day') {
            return (
              <li key={item.key} className={css.logDay} style={style}>
                <h2>{format.day(row.at)}</h2>
              </li>
            )
          }
          const { event } = row
          return (
            <li key={item.key} style={style}>
              <button
                type="button"
                className={css.logRow}
                data-part="log-row"
                data-kind={event.action ?? undefined}
                aria-pressed={event.id === props.chosen}
                onClick={() => props.onChoose(event)}
              >
                <time dateTime={new Date(event.at).toISOString()}>{format.time(event.at)}</time>
                <Portrait name={event.person.name} template={portraits.get(event.person.id) ?? null} size={36} />
                <span className={css.logName} data-part="log-name">
                  <PersonName person={event.person} />
                  {event.action === null ? null : (
                    <span className={`chip ${css.logCorrection}`}>{words.log.corrections[event.action]}</span>
                  )}
                  {isDoubtful(event.liveness) ? (
                    <span className={`chip ${css.logDoubtful}`}>{words.log.doubtful}</span>
                  ) : null}
                </span>
                <span className={`${css.logKiosk} soft`}>
                  {event.kind === 'correction' ? event.actor : kioskLabel(event.kiosk, words)}
                </span>
                <DirectionMark direction={event.direction} />
                <span className={`${css.logSimilarity} soft`}>
                  <span className="visually-hidden">{words.log.similarity} </span>
                  {event.similarity === null ? words.log.methods[event.method] : format.similarity(event.similarity)}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function withDays(events: readonly AttendanceEvent[]): readonly Row[] {
  const rows: Row[] = []
  let day: number | null = null
  for (const event of events) {
    const own = startOfDay(event.at)
    if (own !== day) rows.push({ kind: 'day', at: own })
    day = own
    rows.push({ kind: 'event', event })
  }
  return rows
}

function rowKey(row: Row | undefined): string {
  if (row === undefined) return ''
  return row.kind === 'day' ? `day ${row.at}` : `event ${row.event.id}`
}
