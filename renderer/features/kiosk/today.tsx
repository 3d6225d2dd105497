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
  const { data } = useQuery({
    queryKey: ['events', 'today', from],
    queryFn: () => client.call('events.list', { from, limit: shown }),
  })
  const events = data?.events ?? []
  return (
    <section className="today" aria-label={words.kiosk.today}>
      <h2>{words.kiosk.today}</h2>
      {events.length === 0 ? (
        <p className="soft">{words.kiosk.todayEmpty}</p>
      ) : (
        <ul>
          {events.map((event) => (
            <li key={event.id} className="today-entry">
              <Portrait name={event.person.name} template={portraits.get(event.person.id) ?? null} size={36} />
              <span className="today-name">{event.person.name}</span>
              <DirectionMark direction={event.direction} />
              <time dateTime={new Date(event.at).toISOString()}>{format.time(event.at)}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
