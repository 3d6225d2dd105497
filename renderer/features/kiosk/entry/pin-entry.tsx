import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '../../../../main/contract/api.ts'
import type { Direction, PersonRef } from '../../../../main/contract/entities.ts'
import type { KioskSetup } from '../../../../main/contract/kiosk-setup.ts'
import { useClient } from '../../../client/context.tsx'
import { useSay } from '../../../components/notices.tsx'
import { dayPart } from '../../../messages/format.ts'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import type { Said } from './dialog.tsx'
import { PinPad } from './pin-pad.tsx'
import { useRefusal } from './use-pin.ts'
import { WayButtons } from './way-buttons.tsx'

type Entered = { readonly employeeNumber: string | null; readonly pin: string }
type Outcome = Extract<Output<'pin.check'>, { kind: 'known' }>['outcome']

/** Checks somebody in or out by PIN, asking which way where the kiosk asks or they came in a moment ago. */
export function PinEntry(props: { setup: KioskSetup; onSaid: (said: Said) => void; onRefused: () => void }) {
  const { words, format } = useWords()
  const client = useClient()
  const say = useSay()
  const [refusal, setRefusal] = useRefusal()
  const [asked, setAsked] = useState<(Entered & { person: PersonRef; direction: Direction; early: boolean }) | null>(
    null,
  )
  const { mutate, isPending } = useMutation({
    mutationFn: (input: Entered & { direction: Direction | null }) =>
      client.call('pin.check', { ...input, kiosk: props.setup.name }),
    onSuccess(answer, { employeeNumber, pin }) {
      if (answer.kind !== 'known') {
        setRefusal(answer, employeeNumber === null)
        return props.onRefused()
      }
      const { outcome, person } = answer
      if (outcome.kind === 'ask') return setAsked({ employeeNumber, pin, person, ...outcome })
      props.onSaid(saidOf(person, outcome))
    },
    onError: (error) => say('error', errorWords(words, error)),
  })

  function saidOf(person: PersonRef, outcome: Exclude<Outcome, { kind: 'ask' }>): Said {
    const { kiosk } = words
    if (outcome.kind === 'cooldown') {
      return {
        over: kiosk.cooldownTitle,
        title: person.name,
        text: kiosk.cooldown(outcome.direction, format.time(outcome.at)),
      }
    }
    const { direction, at } = outcome.event
    return {
      over: kiosk.greeting(dayPart(at), direction),
      title: person.name,
      text: kiosk.recorded(direction, format.time(at)),
    }
  }

  if (asked !== null) {
    return (
      <div className="entry-ask">
        <p className="entry-question">
          {asked.early ? words.entry.earlyTitle(asked.person.name) : words.entry.askTitle(asked.person.name)}
        </p>
        <WayButtons
          likely={asked.direction}
          early={asked.early}
          busy={isPending}
          onChoose={(direction) => mutate({ employeeNumber: asked.employeeNumber, pin: asked.pin, direction })}
        />
      </div>
    )
  }
  return (
    <PinPad
      alone={props.setup.pin === 'alone'}
      busy={isPending}
      refusal={refusal}
      onEntered={(employeeNumber, pin) => {
        setRefusal(null, false)
        mutate({ employeeNumber, pin, direction: null })
      }}
    />
  )
}
