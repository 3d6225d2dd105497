import { Button } from '../../components/button.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { usePresentGuests, useSignOut } from '../kiosk/entry/queries.ts'

/** Visitors who are in the house, for the front desk: whom they visit, since when, and signing them out. */
export function GuestsHere() {
  const { words, format } = useWords()
  const { data } = usePresentGuests()
  const { entry } = words
  const { mutate, isPending } = useSignOut()
  if (data === undefined || data.guests.length === 0) return null
  return (
    <section className="plot-card" aria-label={entry.guestsHere}>
      <h2>
        {entry.guestsHere} <span className="soft">{format.number(data.guests.length)}</span>
      </h2>
      <ul className="guests-here">
        {data.guests.map((guest) => (
          <li key={guest.id}>
            <div>
              <p>{guest.company === '' ? guest.name : `${guest.name} · ${guest.company}`}</p>
              <p className="soft small">{entry.guestArrived(guest.host.name, format.time(guest.arrivedAt))}</p>
            </div>
            <Button
              look="quiet"
              aria-label={`${entry.signOut}: ${guest.name}`}
              isDisabled={isPending}
              onPress={() => mutate(guest.id)}
            >
              {entry.signOut}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
