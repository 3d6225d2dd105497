import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button, Input, Label, TextField } from 'react-aria-components'
import type { PersonRef } from '../../../../main/contract/entities.ts'
import { useClient } from '../../../client/context.tsx'
import { Segments } from '../../../components/choice.tsx'
import { useSay } from '../../../components/notices.tsx'
import { Loaded } from '../../../components/states.tsx'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import { usePeople } from '../../people/queries.ts'
import type { Said } from './dialog.tsx'
import { usePresentGuests, useSignOut } from './queries.ts'

/** Visitors sign in with their host, and out again. */
export function GuestEntry(props: { kiosk: string; onSaid: (said: Said) => void }) {
  const { words } = useWords()
  const [way, setWay] = useState<'arriving' | 'leaving'>('arriving')
  return (
    <div className="guest">
      <Segments
        label={words.entry.visitor}
        options={(['arriving', 'leaving'] as const).map((value) => ({ value, label: words.entry[value] }))}
        value={way}
        onChange={setWay}
      />
      {way === 'arriving' ? <Arrival {...props} /> : <Departure onSaid={props.onSaid} />}
    </div>
  )
}

function Arrival(props: { kiosk: string; onSaid: (said: Said) => void }) {
  const { words } = useWords()
  const client = useClient()
  const say = useSay()
  const [name, setName] = useState('')
  const [company, setCompany] = useState('')
  const [host, setHost] = useState<PersonRef | null>(null)
  const { entry } = words
  const { mutate, isPending } = useMutation({
    mutationFn: (hostId: PersonRef['id']) =>
      client.call('guests.signIn', { name: name.trim(), company: company.trim(), hostId, kiosk: props.kiosk }),
    onSuccess: (guest) =>
      props.onSaid({
        over: null,
        title: entry.guestWelcome(guest.name),
        text: entry.guestWelcomeText(guest.host.name),
      }),
    onError: (error) => say('error', errorWords(words, error)),
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (host !== null && name.trim() !== '') mutate(host.id)
  }
  return (
    <form className="guest-form" onSubmit={submit}>
      <LargeField label={entry.guestName} value={name} onChange={setName} autoFocus />
      <LargeField label={entry.company} value={company} onChange={setCompany} />
      {host === null ? (
        <HostSearch onChoose={setHost} />
      ) : (
        <div className="guest-host">
          <span className="soft">{entry.host}</span>
          <Button className="entry-button chosen" onPress={() => setHost(null)}>
            {host.name}
          </Button>
        </div>
      )}
      <Button className="entry-go" type="submit" isDisabled={host === null || name.trim() === '' || isPending}>
        {entry.signIn}
      </Button>
    </form>
  )
}

const leastLetters = 2
const mostHosts = 6

/** Nobody is listed before two letters were typed: a door is no place for a list of all who work here. */
function HostSearch(props: { onChoose: (host: PersonRef) => void }) {
  const { words } = useWords()
  const [text, setText] = useState('')
  const { data } = usePeople('')
  const wanted = text.trim().toLowerCase()
  const wide = /[^\p{Script=Latin}\s'-]/u.test(wanted)
  const enough = wanted.length >= (wide ? 1 : leastLetters)
  const hosts = enough
    ? (data?.people ?? []).filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, mostHosts)
    : []
  return (
    <>
      <LargeField label={words.entry.host} value={text} onChange={setText} placeholder={words.entry.hostSearch} />
      {hosts.length === 0 ? null : (
        <ul className="guest-hosts">
          {hosts.map(({ id, name }) => (
            <li key={id}>
              <Button className="entry-button" onPress={() => props.onChoose({ id, name })}>
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Departure(props: { onSaid: (said: Said) => void }) {
  const { words, format } = useWords()
  const query = usePresentGuests()
  const { entry } = words
  const { mutate, isPending } = useSignOut(({ name }) =>
    props.onSaid({ over: null, title: entry.guestGoodbye(name), text: entry.guestGoodbyeText }),
  )
  return (
    <Loaded query={query}>
      {({ guests }) =>
        guests.length === 0 ? (
          <p className="soft entry-none">{entry.noGuests}</p>
        ) : (
          <ul className="guest-list" aria-label={entry.guestsHere}>
            {guests.map((guest) => (
              <li key={guest.id}>
                <div>
                  <b>{guest.name}</b>
                  <p className="soft">{entry.guestArrived(guest.host.name, format.time(guest.arrivedAt))}</p>
                </div>
                <Button
                  className="entry-button"
                  aria-label={`${entry.signOut}: ${guest.name}`}
                  isDisabled={isPending}
                  onPress={() => mutate(guest.id)}
                >
                  {entry.signOut}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function LargeField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  autoFocus?: boolean
}) {
  return (
    <TextField
      className="field large-field"
      value={props.value}
      onChange={props.onChange}
      autoComplete="off"
      autoFocus={props.autoFocus ?? false}
    >
      <Label>{props.label}</Label>
      <Input className="input" maxLength={200} placeholder={props.placeholder ?? ''} />
    </TextField>
  )
}
