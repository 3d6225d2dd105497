import { useState } from 'react'
import type { PersonRef } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation, Window } from '../../components/dialog.tsx'
import { useFullName } from '../../components/person-name.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import peopleCss from './people.module.css'
import pinCardCss from './pin-card.module.css'

/** Shows whether a person has a PIN, and sets, unlocks and removes it. */
export function PinCard(props: { person: PersonRef }) {
  const { words, format } = useWords()
  const [given, setGiven] = useState<string | null>(null)
  const [asked, setAsked] = useState<'renew' | 'remove' | null>(null)
  const { data } = useCall('pin.list', {})
  const { id } = props.person
  const name = useFullName()(props.person)
  const ended = () => setAsked(null)
  const give = useChange('pin.set', { done: ({ pin }) => setGiven(pin), ended })
  const remove = useChange('pin.remove', { ended })
  const unlock = useChange('pin.unlock', { ended })
  if (data === undefined) return null
  const own = data.pins.find(({ person }) => person.id === id)
  const { pins } = words
  const state =
    own === undefined
      ? pins.none
      : own.lockedUntil === null
        ? pins.since(format.date(own.setAt))
        : pins.locked(format.time(own.lockedUntil))
  return (
    <section data-part="pin-card">
      <div className={peopleCss.sectionHead}>
        <h3>{pins.title}</h3>
        <p className="soft">{pins.text}</p>
      </div>
      <div className={pinCardCss.pinCardRow}>
        <p>{state}</p>
        {own === undefined ? null : (
          <>
            {own.lockedUntil === null ? null : (
              <Button onPress={() => unlock.mutate({ personId: id })}>{pins.unlock}</Button>
            )}
            <Button look="quiet warn" onPress={() => setAsked('remove')}>
              {pins.remove}
            </Button>
          </>
        )}
        <Button
          isDisabled={give.isPending}
          onPress={() => (own === undefined ? give.mutate({ personId: id }) : setAsked('renew'))}
        >
          {own === undefined ? pins.give : pins.renew}
        </Button>
      </div>
      {asked === null ? null : (
        <Confirmation
          {...(asked === 'remove'
            ? { title: pins.removeTitle(name), text: pins.removeText, action: pins.remove }
            : { title: pins.renewTitle(name), text: pins.renewText, action: pins.renew })}
          busy={give.isPending || remove.isPending}
          onConfirm={() => (asked === 'remove' ? remove.mutate({ personId: id }) : give.mutate({ personId: id }))}
          onClose={() => setAsked(null)}
        />
      )}
      {given === null ? null : (
        <Window title={pins.givenTitle(name)} holds onClose={() => setGiven(null)}>
          <p className={pinCardCss.pinGiven} data-part="pin-given">
            {given}
          </p>
          <p className="soft">{pins.once}</p>
          <div className="actions">
            <Button look="primary" onPress={() => setGiven(null)}>
              {words.common.done}
            </Button>
          </div>
        </Window>
      )}
    </section>
  )
}
