import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../client/context.tsx'
import { DirectionMark } from '../../components/marks.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { startOfDay } from '../../messages/format.ts'
import { useWords } from '../../messages/use-words.tsx'
import { usePortraits } from '../people/queries.ts'

const shown = 5

/** Today's last entries. `day` is the local midnight with which today began. */
export function Today(props: { day: number }) {
  const { words, format } = useWords()
  const client = useClient()
  const portraits = usePortraits()
  const from = startOfDay(props.day)
  const { data, error } = useQuery({
    queryKey: ['events', 'today', from],
    queryFn: () => client.call('kiosk.entries', { from, limit: shown }),
  })
  return (
    <section className="today" aria-label={words.kiosk.today}>
      <h2>{words.kiosk.today}</h2>
      {data === undefined ? (
        <p className="soft">{error === null ? words.common.loading : words.kiosk.todayUnread}</p>
      ) : data.entries.length === 0 ? (
        <p className="soft">{words.kiosk.todayEmpty}</p>
      ) : (
        <ul>
          {data.entries.map(({ event, person, direction, at }) => (
            <li key={event} className="today-entry">
              <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={36} />
              <span className="today-name">{person.name}</span>
              <DirectionMark direction={direction} />
              <time dateTime={new Date(at).toISOString()}>{format.time(at)}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
