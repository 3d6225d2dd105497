import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { Instant, PersonRef } from '../../../../main/contract/entities.ts'
import type { Direction } from '../../../../main/contract/events.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { Segments } from '../../../components/choice.tsx'
import { Icon } from '../../../components/icon.tsx'
import { useSay } from '../../../components/notices.tsx'
import { useFullName } from '../../../components/person-name.tsx'
import { useChange } from '../../../data/use-change.ts'
import { startOfDay } from '../../../messages/format.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import { PinPad } from './pin-pad.tsx'
import type { Said } from './said.ts'
import { useRefusal } from './use-pin.ts'

/** Requests a forgotten entry: who it is, which entry is missing and when; somebody approves it later. */
export function ForgottenEntry(props: { setup: KioskSetup; onSaid: (said: Said) => void; onRefused: () => void }) {
  const [refusal, setRefusal] = useRefusal()
  const [person, setPerson] = useState<PersonRef | null>(null)
  const { mutate, isPending } = useChange('pin.identify', {
    done(answer, { employeeNumber }) {
      if (answer.kind === 'known') return setPerson(answer.person)
      setRefusal(answer, employeeNumber === null)
      props.onRefused()
    },
  })
  if (person !== null) return <RequestForm person={person} onSaid={props.onSaid} />
  return (
    <PinPad
      alone={props.setup.pin === 'alone'}
      busy={isPending}
      refusal={refusal}
      onEntered={(employeeNumber, pin) => mutate({ employeeNumber, pin, kiosk: props.setup.name })}
    />
  )
}

const step = 5
const dayMinutes = 1440

function RequestForm(props: { person: PersonRef; onSaid: (said: Said) => void }) {
  const fullName = useFullName()
  const { words, format } = useWords()
  const say = useSay()
  const [direction, setDirection] = useState<Direction>('out')
  const [day, setDay] = useState<'today' | 'yesterday'>('yesterday')
  const [minute, setMinute] = useState(17 * 60 + 30)
  const { entry } = words
  const turn = (by: number) => setMinute((minute + by + dayMinutes) % dayMinutes)
  const { mutate, isPending } = useChange('attendance.request', {
    done(outcome) {
      if (outcome.kind === 'refused') return say('warning', words.corrections.refusals[outcome.reason])
      props.onSaid({ over: null, title: entry.sentTitle(fullName(props.person)), text: entry.sent })
    },
  })
  function send(): void {
    const midnight = new Date(startOfDay(Date.now(), day === 'today' ? 0 : -1))
    const at = midnight.setHours(0, minute) as Instant
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const draft = { action: 'add', corrects: null, reason: entry.reason } as const
    mutate({ draft: { ...draft, personId: props.person.id, direction, at, zone }, requestedBy: props.person.name })
  }
  return (
    <div className={css.requestForm}>
      <p className={css.entryQuestion}>{entry.requestTitle}</p>
      <Segments
        label={entry.requestTitle}
        options={[
          { value: 'out', label: entry.forgotOut },
          { value: 'in', label: entry.forgotIn },
        ]}
        value={direction}
        onChange={setDirection}
      />
      <Segments
        label={entry.requestDay}
        options={(['yesterday', 'today'] as const).map((value) => ({ value, label: entry[value] }))}
        value={day}
        onChange={setDay}
      />
      <fieldset className={css.timeWheel}>
        <legend className="visually-hidden">{entry.requestTime}</legend>
        <Turn label={entry.hour} onTurn={(by) => turn(by * 60)} />
        <output aria-live="polite">{format.timeOfDay(minute)}</output>
        <Turn label={entry.minute} onTurn={(by) => turn(by * step)} />
      </fieldset>
      <Button className={css.entryGo!} isDisabled={isPending} onPress={send}>
        {entry.send}
      </Button>
    </div>
  )
}

function Turn(props: { label: string; onTurn: (by: 1 | -1) => void }) {
  const { words } = useWords()
  return (
    <div className={css.timeTurn}>
      <Button
        className={css.pinKey!}
        aria-label={`${props.label}: ${words.entry.later}`}
        onPress={() => props.onTurn(1)}
      >
        <Icon name="up" size={30} />
      </Button>
      <Button
        className={css.pinKey!}
        aria-label={`${props.label}: ${words.entry.earlier}`}
        onPress={() => props.onTurn(-1)}
      >
        <Icon name="down" size={30} />
      </Button>
    </div>
  )
}
