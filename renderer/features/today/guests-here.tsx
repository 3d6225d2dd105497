import { Button } from '../../components/button.tsx'
import { useFullName } from '../../components/person-name.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './today.module.css'

/**
 * Lists visitors in the building for the front desk: whom they visit, since when, with a button that signs them out.
 */
export function GuestsHere() {
  const { words, format } = useWords()
  const fullName = useFullName()
  const { data } = useCall('guests.list', { present: true })
  const { entry } = words
  const { mutate, isPending } = useChange('guests.signOut')
  if (data === undefined || data.guests.length === 0) return null
  return (
    <section className={css.plotCard} aria-label={entry.guestsHere}>
      <h2>
        {entry.guestsHere} <span className="soft">{format.number(data.guests.length)}</span>
      </h2>
      <ul className={css.guestsHere}>
        {data.guests.map((guest) => (
          <li key={guest.id}>
            <div>
              <p>{guest.company === '' ? guest.name : `${guest.name} · ${guest.company}`}</p>
              <p className="soft small">{entry.guestArrived(fullName(guest.host), format.time(guest.arrivedAt))}</p>
            </div>
            <Button
              look="quiet"
              aria-label={`${entry.signOut}: ${guest.name}`}
              isDisabled={isPending}
              onPress={() => mutate({ id: guest.id })}
            >
              {entry.signOut}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
