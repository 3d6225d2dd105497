import { keepPreviousData } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from 'react-aria-components'
import type { PersonRef } from '../../../../main/contract/entities.ts'
import { isEnough } from '../../../../main/contract/name-search.ts'
import { Segments } from '../../../components/choice.tsx'
import { PersonName, useFullName } from '../../../components/person-name.tsx'
import { Loaded } from '../../../components/states.tsx'
import { useCall } from '../../../data/use-call.ts'
import { useChange } from '../../../data/use-change.ts'
import { useSettings } from '../../../data/use-settings.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import { Keyboard, useTouched } from './keyboard.tsx'
import { LargeField } from './large-field.tsx'
import type { Said } from './said.ts'

/** Signs visitors in with their host, and out again. */
export function GuestEntry(props: { kiosk: string; onSaid: (said: Said) => void }) {
  const { words } = useWords()
  const [way, setWay] = useState<'arriving' | 'leaving'>('arriving')
  const touched = useTouched()
  return (
    <div className={css.guest}>
      <Segments
        label={words.entry.visitor}
        options={(['arriving', 'leaving'] as const).map((value) => ({ value, label: words.entry[value] }))}
        value={way}
        onChange={setWay}
      />
      {way === 'arriving' ? (
        <Arrival {...props} touched={touched} />
      ) : (
        <Departure onSaid={props.onSaid} touched={touched} />
      )}
    </div>
  )
}

function Arrival(props: { kiosk: string; onSaid: (said: Said) => void; touched: boolean }) {
  const { words, locale } = useWords()
  const { retention } = useSettings()
  const fullName = useFullName()
  const [name, setName] = useState('')
  const [company, setCompany] = useState('')
  const [host, setHost] = useState<PersonRef | null>(null)
  const [hostText, setHostText] = useState('')
  const [seeking, setSeeking] = useState(false)
  const hosts = useCall('guests.hosts', { query: hostText }, { placeholderData: keepPreviousData }).data
  const { touched } = props
  const { entry } = words
  const { mutate, isPending } = useChange('guests.signIn', {
    done: (guest) =>
      props.onSaid({
        over: null,
        title: entry.guestWelcome(guest.name),
        text: entry.guestWelcomeText(fullName(guest.host)),
      }),
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (host === null || name.trim() === '') return
    mutate({ name: name.trim(), company: company.trim(), hostId: host.id, kiosk: props.kiosk })
  }
  return (
    <form className={css.guestForm} onSubmit={submit}>
      <div className={css.guestNames}>
        <LargeField label={entry.guestName} value={name} onChange={setName} touched={touched} autoFocus />
        <LargeField label={entry.company} value={company} onChange={setCompany} touched={touched} />
      </div>
      {host === null ? (
        <HostSearch
          hosts={hosts?.hosts ?? []}
          text={hostText}
          onText={setHostText}
          touched={touched}
          onSeek={setSeeking}
          onChoose={setHost}
        />
      ) : (
        <div className={css.guestHost}>
          <span className="soft">{entry.host}</span>
          <Button className={`${css.entryButton} ${css.chosen}`} onPress={() => setHost(null)}>
            <PersonName person={host} />
          </Button>
        </div>
      )}
      <Button className={css.entryGo!} type="submit" isDisabled={host === null || name.trim() === '' || isPending}>
        {entry.signIn}
      </Button>
      <p className={`soft ${css.entryText}`}>{words.privacyKiosk.guests(retention.guests)}</p>
      {touched ? <Keyboard characters={seeking ? sortCharacters(hosts?.next, locale) : []} /> : null}
    </form>
  )
}

function sortCharacters(characters: readonly string[] | undefined, locale: string): string[] {
  return [...(characters ?? [])].sort(new Intl.Collator(locale).compare)
}

function HostSearch(props: {
  hosts: readonly PersonRef[]
  text: string
  onText: (text: string) => void
  touched: boolean
  onSeek: (seeking: boolean) => void
  onChoose: (host: PersonRef) => void
}) {
  const { words } = useWords()
  const { hosts, text, touched } = props
  return (
    <>
      <LargeField
        label={words.entry.host}
        value={text}
        onChange={props.onText}
        onFocusChange={props.onSeek}
        touched={touched}
        placeholder={words.entry.hostSearch}
      />
      {hosts.length === 0 ? null : (
        <ul className={css.guestHosts}>
          {hosts.map(({ id, name }) => (
            <li key={id}>
              <Button className={css.entryButton!} onPress={() => props.onChoose({ id, name })}>
                <PersonName person={{ id, name }} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Signs a visitor out, who is found by typing the name, so that nobody sees who else is here or whom they visit. */
function Departure(props: { onSaid: (said: Said) => void; touched: boolean }) {
  const { words, format, locale } = useWords()
  const [text, setText] = useState('')
  const query = useCall('guests.find', { query: text }, { placeholderData: keepPreviousData })
  const { entry } = words
  const { touched } = props
  const { mutate, isPending } = useChange('guests.signOut', {
    done: ({ name }) => props.onSaid({ over: null, title: entry.guestGoodbye(name), text: entry.guestGoodbyeText }),
  })
  return (
    <div className={css.guestForm}>
      <LargeField label={entry.guestName} value={text} onChange={setText} touched={touched} autoFocus />
      <Loaded query={query}>
        {({ guests: found, next }) => (
          <>
            {found.length === 0 ? (
              <p className={`soft ${css.entryNone}`} role="status">
                {isEnough(text) ? entry.leavingNone : entry.leavingHint}
              </p>
            ) : (
              <ul className={css.guestList} aria-label={entry.guestsHere}>
                {found.map((guest) => (
                  <li key={guest.id}>
                    <div>
                      <b>{guest.name}</b>
                      <p className="soft">{entry.since(format.time(guest.arrivedAt))}</p>
                    </div>
                    <Button
                      className={css.entryButton!}
                      aria-label={`${entry.signOut}: ${guest.name}`}
                      isDisabled={isPending}
                      onPress={() => mutate({ id: guest.id })}
                    >
                      {entry.signOut}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            {touched ? <Keyboard characters={sortCharacters(next, locale)} /> : null}
          </>
        )}
      </Loaded>
    </div>
  )
}
