import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { Output } from '../../../../main/contract/api.ts'
import type { Alternative, Shown } from '../../../../main/contract/consent.ts'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { Segments } from '../../../components/choice.tsx'
import { useSay } from '../../../components/notices.tsx'
import { useFullName } from '../../../components/person-name.tsx'
import { useChange } from '../../../data/use-change.ts'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import { PinPad } from '../entry/pin-pad.tsx'
import { useRefusal } from '../entry/use-pin.ts'
import { findShownPerson } from '../moments.ts'
import css from './consent.module.css'
import { Done } from './done.tsx'

type Known = Extract<Output<'consent.identify'>, { kind: 'known' }> & { readonly shown: Shown }
type Receipt = Extract<Output<'consent.withdrawHere'>, { kind: 'withdrawn' }> & { readonly alternative: Alternative }

/** How long the receipt can be read without touching the screen, in milliseconds. */
const receiptMs = 60_000

/** Withdraws a consent: who it is, by face or PIN, a confirmation, and the receipt. */
export function Withdrawing(props: {
  setup: Output<'kiosks.get'>
  faces: readonly FrameFace[]
  onRefused: () => void
  onDone: (readMs: number) => void
}) {
  const { words } = useWords()
  const say = useSay()
  const { name: kiosk } = props.setup
  const [refusal, setRefusal] = useRefusal()
  const [known, setKnown] = useState<Known | null>(null)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const identify = useChange('consent.identify', {
    done(answer, { shown }) {
      if (answer.kind === 'known') return setKnown({ ...answer, shown: shown as Shown })
      setRefusal(answer, shown.by === 'pin' && shown.employeeNumber === null)
      props.onRefused()
    },
  })
  const withdraw = useChange('consent.withdrawHere', {
    done(answer, { alternative }) {
      if (answer.kind === 'withdrawn') {
        setReceipt({ ...answer, alternative })
        return props.onDone(receiptMs)
      }
      setKnown(null)
      setRefusal(answer, false)
      props.onRefused()
    },
    failed(error) {
      setKnown(null)
      say('error', errorWords(words, error))
    },
  })
  if (receipt !== null) return <ReceiptView receipt={receipt} operator={props.setup.notice.operator} />
  if (known !== null) {
    return (
      <Confirmation
        known={known}
        busy={withdraw.isPending}
        onWithdraw={(alternative) => withdraw.mutate({ kiosk, shown: known.shown, alternative })}
        onKeep={() => setKnown(null)}
      />
    )
  }
  return (
    <Identification
      {...props}
      busy={identify.isPending}
      refusal={refusal}
      onShown={(shown) => {
        setRefusal(null, false)
        identify.mutate({ kiosk, shown })
      }}
    />
  )
}

function Identification(props: {
  setup: KioskSetup
  faces: readonly FrameFace[]
  busy: boolean
  refusal: string | null
  onShown: (shown: Shown) => void
}) {
  const { words } = useWords()
  const fullName = useFullName()
  const greeted = props.faces.flatMap((face) => {
    const person = findShownPerson(face)
    return person === null ? [] : [{ person, track: face.track }]
  })
  const takesPins = props.setup.pin !== 'off'
  return (
    <div className={entryCss.entryAsk}>
      {greeted.map(({ person, track }) => (
        <Button
          key={track}
          className={entryCss.wayButton!}
          isDisabled={props.busy}
          onPress={() => props.onShown({ by: 'face', track })}
        >
          {words.consentKiosk.iAm(fullName(person))}
        </Button>
      ))}
      {greeted.length > 0 ? null : (
        <p className={`soft ${entryCss.entryText}`}>
          {takesPins ? words.consentKiosk.faceOrPin : words.consentKiosk.faceOnly}
        </p>
      )}
      {takesPins ? (
        <PinPad
          alone={props.setup.pin === 'alone'}
          busy={props.busy}
          refusal={props.refusal}
          onEntered={(employeeNumber, pin) => props.onShown({ by: 'pin', employeeNumber, pin })}
        />
      ) : (
        <p className={entryCss.pinRefusal} role="alert">
          {props.refusal}
        </p>
      )}
    </div>
  )
}

function Confirmation(props: {
  known: Known
  busy: boolean
  onWithdraw: (alternative: Alternative) => void
  onKeep: () => void
}) {
  const { words } = useWords()
  const fullName = useFullName()
  const { consentKiosk } = words
  const [alternative, setAlternative] = useState<'pin' | 'badge'>('pin')
  const { person, photos } = props.known
  return (
    <div className={entryCss.entryAsk}>
      <p className={entryCss.entryQuestion}>{consentKiosk.confirmTitle(fullName(person))}</p>
      <p className={`soft ${entryCss.entryText}`}>
        {photos === 0 ? consentKiosk.confirmNothing : consentKiosk.confirm(photos)} {consentKiosk.hoursStay}
      </p>
      <div className={css.fromNowOn}>
        <p className={entryCss.entryText}>{consentKiosk.fromNowOn}</p>
        <Segments
          label={consentKiosk.fromNowOn}
          options={(['pin', 'badge'] as const).map((value) => ({ value, label: consentKiosk.by[value] }))}
          value={alternative}
          onChange={setAlternative}
        />
      </div>
      <div className={css.ends}>
        <Button className={entryCss.wayButton!} isDisabled={props.busy} onPress={props.onKeep}>
          {consentKiosk.keep}
        </Button>
        <Button
          className={`${entryCss.wayButton} ${css.erase}`}
          isDisabled={props.busy}
          onPress={() => props.onWithdraw(alternative)}
        >
          {consentKiosk.confirmed}
        </Button>
      </div>
    </div>
  )
}

function ReceiptView({ receipt, operator }: { receipt: Receipt; operator: string }) {
  const { words, format } = useWords()
  const fullName = useFullName()
  const { consentKiosk } = words
  const { person, record, photos, backups, alternative, hasPin } = receipt
  return (
    <>
      <Done
        isReceipt
        title={consentKiosk.withdrawn(fullName(person))}
        lines={[
          photos === 0 ? consentKiosk.erasedNothing : consentKiosk.erased(photos),
          consentKiosk.receipt(String(record.id), format.dayAndTime(record.at)),
          ...(operator === '' ? [] : [words.privacyKiosk.responsible(operator)]),
          ...(backups === 0 ? [] : [consentKiosk.inBackups(backups)]),
          alternative === 'badge' ? consentKiosk.useBadge : hasPin ? consentKiosk.usePin : consentKiosk.getPin,
        ]}
      />
      <div className="actions">
        <Button className={entryCss.wayButton!} onPress={() => window.print()}>
          {consentKiosk.print}
        </Button>
      </div>
    </>
  )
}
