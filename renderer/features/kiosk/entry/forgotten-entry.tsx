import { useState } from 'react'
import type { PersonRef } from '../../../../main/contract/entities.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { useChange } from '../../../data/use-change.ts'
import { PinPad } from './pin-pad.tsx'
import { RequestForm } from './request-form.tsx'
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
  if (person !== null) return <RequestForm person={person} missing={null} onSaid={props.onSaid} />
  return (
    <PinPad
      alone={props.setup.pin === 'alone'}
      busy={isPending}
      refusal={refusal}
      onEntered={(employeeNumber, pin) => mutate({ employeeNumber, pin, kiosk: props.setup.name })}
    />
  )
}
