import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonRef } from '../../../../main/contract/entities.ts'
import { useClient } from '../../../client/context.tsx'
import { Button } from '../../../components/button.tsx'
import { Confirmation, Window } from '../../../components/dialog.tsx'
import { useSay } from '../../../components/notices.tsx'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import './pin-card.css'

/** Whether a person has a PIN, and the ways to give, unlock and take it away. */
export function PinCard(props: { person: PersonRef }) {
  const { words, format } = useWords()
  const client = useClient()
  const queries = useQueryClient()
  const say = useSay()
  const [given, setGiven] = useState<string | null>(null)
  const [asked, setAsked] = useState<'renew' | 'remove' | null>(null)
  const queryKey = ['attendance', 'pins']
  const { data } = useQuery({ queryKey, queryFn: () => client.call('pin.list', {}) })
  const { id, name } = props.person
  const handled = {
    onError: (error: unknown) => say('error', errorWords(words, error)),
    onSettled: () => {
      setAsked(null)
      return queries.invalidateQueries({ queryKey })
    },
  }
  const give = useMutation({
    mutationFn: () => client.call('pin.set', { personId: id }),
    onSuccess: ({ pin }) => setGiven(pin),
    ...handled,
  })
  const remove = useMutation({ mutationFn: () => client.call('pin.remove', { personId: id }), ...handled })
  const unlock = useMutation({ mutationFn: () => client.call('pin.unlock', { personId: id }), ...handled })
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
    <section className="pin-card">
      <div className="section-head">
        <h3>{pins.title}</h3>
        <p className="soft">{pins.text}</p>
      </div>
      <div className="pin-card-row">
        <p>{state}</p>
        {own === undefined ? null : (
          <>
            {own.lockedUntil === null ? null : <Button onPress={() => unlock.mutate()}>{pins.unlock}</Button>}
            <Button look="quiet warn" onPress={() => setAsked('remove')}>
              {pins.remove}
            </Button>
          </>
        )}
        <Button isDisabled={give.isPending} onPress={() => (own === undefined ? give.mutate() : setAsked('renew'))}>
          {own === undefined ? pins.give : pins.renew}
        </Button>
      </div>
      {asked === null ? null : (
        <Confirmation
          {...(asked === 'remove'
            ? { title: pins.removeTitle(name), text: pins.removeText, action: pins.remove }
            : { title: pins.renewTitle(name), text: pins.renewText, action: pins.renew })}
          busy={give.isPending || remove.isPending}
          onConfirm={() => (asked === 'remove' ? remove : give).mutate()}
          onClose={() => setAsked(null)}
        />
      )}
      {given === null ? null : (
        <Window title={pins.given(name)} holds onClose={() => setGiven(null)}>
          <p className="pin-given">{given}</p>
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
