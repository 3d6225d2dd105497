import { useState } from 'react'
import type { Input, Output } from '../../../../main/contract/api.ts'
import type { PersonRef } from '../../../../main/contract/entities.ts'
import type { Direction } from '../../../../main/contract/events.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { useFullName } from '../../../components/person-name.tsx'
import { useChange } from '../../../data/use-change.ts'
import { dayPart } from '../../../messages/format.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import { PinPad } from './pin-pad.tsx'
import type { Said } from './said.ts'
import { useOutside } from './use-outside.ts'
import { useRefusal } from './use-pin.ts'
import { WayButtons } from './way-buttons.tsx'

type Entered = Pick<Input<'pin.check'>, 'employeeNumber' | 'pin'>
type Outcome = Extract<Output<'pin.check'>, { kind: 'known' }>['outcome']

/** Checks somebody in or out by PIN, and asks which where the kiosk asks or they came in a moment ago. */
export function PinEntry(props: { setup: KioskSetup; onSaid: (said: Said) => void; onRefused: () => void }) {
  const { words, format } = useWords()
  const fullName = useFullName()
  const describeOutside = useOutside()
  const [refusal, setRefusal] = useRefusal()
  const [asked, setAsked] = useState<(Entered & { person: PersonRef; direction: Direction; early: boolean }) | null>(
    null,
  )
  const { mutate, isPending } = useChange('pin.check', {
    done(answer, { employeeNumber, pin }) {
      if (answer.kind !== 'known') {
        setRefusal(answer, (employeeNumber ?? null) === null)
        return props.onRefused()
      }
      const { outcome, person } = answer
      if (outcome.kind === 'ask') return setAsked({ employeeNumber, pin, person, ...outcome })
      props.onSaid(describeOutcome(person, outcome))
    },
  })
  const { name: kiosk } = props.setup

  function describeOutcome(person: PersonRef, outcome: Exclude<Outcome, { kind: 'ask' }>): Said {
    if (outcome.kind === 'cooldown') {
      return {
        over: words.kiosk.cooldownTitle,
        title: fullName(person),
        text: words.kiosk.cooldown(outcome.direction, format.time(outcome.at)),
      }
    }
    if (outcome.kind !== 'recorded') return { title: fullName(person), ...describeOutside(outcome), refused: true }
    const { direction, at } = outcome.event
    return {
      over: words.kiosk.greeting(dayPart(at), direction),
      title: fullName(person),
      text: words.kiosk.recorded(direction, format.time(at)),
    }
  }

  if (asked !== null) {
    return (
      <div className={css.entryAsk}>
        <p className={css.entryQuestion}>
          {asked.early ? words.entry.earlyTitle(fullName(asked.person)) : words.entry.askTitle(fullName(asked.person))}
        </p>
        <WayButtons
          likely={asked.direction}
          early={asked.early}
          busy={isPending}
          onChoose={(direction) => mutate({ employeeNumber: asked.employeeNumber, pin: asked.pin, kiosk, direction })}
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
        mutate({ employeeNumber, pin, kiosk, direction: null })
      }}
    />
  )
}
