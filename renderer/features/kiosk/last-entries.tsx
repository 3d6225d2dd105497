import { DirectionMark } from '../../components/marks.tsx'
import { PersonName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { useCall } from '../../data/use-call.ts'
import { startOfDay } from '../../messages/format.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './kiosk.module.css'

const shown = 5

/** Lists today's last entries. `day` is the local midnight at which today began. */
export function Today(props: { day: number }) {
  const { words, format } = useWords()
  const from = startOfDay(props.day)
  const { data, error } = useCall('kiosks.entries', { from, limit: shown })
  return (
    <section className={css.today} aria-label={words.kiosk.today}>
      <h2>{words.kiosk.today}</h2>
      {data === undefined ? (
        <p className="soft">{error === null ? words.common.loading : words.kiosk.todayUnread}</p>
      ) : data.entries.length === 0 ? (
        <p className="soft">{words.kiosk.todayEmpty}</p>
      ) : (
        <ul>
          {data.entries.map(({ event, person, portrait, direction, at }) => (
            <li key={event} className={css.todayEntry}>
              <Portrait name={person.name} template={portrait} size={36} />
              <span className={css.todayName} data-part="today-name">
                <PersonName person={person} />
              </span>
              <DirectionMark direction={direction} />
              <time dateTime={new Date(at).toISOString()}>{format.time(at)}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
