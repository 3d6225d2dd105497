import { useState } from 'react'
import type { Input, Output } from '../../../../main/contract/api.ts'
import type { Alternative, ConsentLanguage } from '../../../../main/contract/consent.ts'
import { AppError } from '../../../../main/contract/errors.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { useSay } from '../../../components/notices.tsx'
import { useChange, useWork } from '../../../data/use-change.ts'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import { CodePad } from './code-pad.tsx'
import { ConsentTextStep } from './consent-text.tsx'
import { Done } from './done.tsx'
import { drawSignatures } from './draw-signatures.ts'
import { GuardianName } from './guardian-name.tsx'
import { readingTime } from './reading-time.ts'
import { type Signature, SignStep } from './sign-step.tsx'

type Asked = Extract<Output<'consent.asked'>, { kind: 'asked' }> & { readonly code: string }

/** What somebody has said so far. */
type Step =
  | { readonly kind: 'read' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'name-guardian'; readonly own: Signature }
  | { readonly kind: 'guardian'; readonly own: Signature; readonly name: string }
  | { readonly kind: 'done'; readonly alternative: Alternative | null }

const doneMs = 12_000

/** Signs a consent: the code from the office, the text, the decision, and the signatures. */
export function Signing(props: {
  setup: KioskSetup
  language: ConsentLanguage
  onReading: (readMs: number) => void
  onRefused: () => void
  onDone: (readMs: number) => void
}) {
  const { words, format } = useWords()
  const { consentKiosk } = words
  const say = useSay()
  const { name: kiosk } = props.setup
  const [asked, setAsked] = useState<Asked | null>(null)
  const [step, setStep] = useState<Step>({ kind: 'read' })
  const [refusal, setRefusal] = useState<
    { readonly kind: 'wrong' } | { readonly kind: 'locked'; until: number } | null
  >(null)

  function refuse(why: NonNullable<typeof refusal>): void {
    setAsked(null)
    setRefusal(why)
    props.onRefused()
  }

  const ask = useChange('consent.asked', {
    done(answer, { code }) {
      if (answer.kind !== 'asked') return refuse(answer)
      setAsked({ ...answer, code })
      setStep({ kind: 'read' })
      props.onReading(readingTime(answer.texts[props.language].body))
    },
  })
  const sign = useWork(
    async (statement: Omit<Input<'consent.sign'>, 'signature'> & { drawn: readonly Signature[] }, client) => {
      const { drawn, ...said } = statement
      const strokes = drawn.flatMap((own) => (own.kind === 'drawn' ? [own.strokes] : []))
      const signature = strokes.length === 0 ? null : await drawSignatures(strokes)
      return client.call('consent.sign', { ...said, signature })
    },
    {
      done(answer, { alternative, kind }) {
        if (answer.kind !== 'signed') return refuse(answer)
        setStep({ kind: 'done', alternative: kind === 'given' ? null : (alternative ?? 'none') })
        props.onDone(doneMs)
      },
      failed(error, { code }) {
        if (!(error instanceof AppError) || error.reason !== 'changed-meanwhile') {
          return say('error', errorWords(words, error))
        }
        say('warning', consentKiosk.textChanged)
        ask.mutate({ code, kiosk })
      },
    },
  )

  if (asked === null) {
    const why =
      refusal === null
        ? null
        : refusal.kind === 'wrong'
          ? consentKiosk.wrongCode
          : words.entry.locked(format.time(refusal.until))
    return <CodePad busy={ask.isPending} refusal={why} onEntered={(code) => ask.mutate({ code, kiosk })} />
  }

  const { code, name, textVersion, guardianSigns } = asked
  const said = { code, kiosk, language: props.language, textVersion }
  function give(own: Signature, guardian: Signature | null): void {
    const drawn = guardian === null ? [own] : [own, guardian]
    sign.mutate({
      ...{ ...said, kind: 'given', alternative: 'none', drawn },
      ...{ name: own.name, guardian: guardian?.name ?? null },
    })
  }

  switch (step.kind) {
    case 'read':
      return (
        <ConsentTextStep
          name={name}
          text={asked.texts[props.language]}
          language={props.language}
          busy={sign.isPending}
          onAgree={() => setStep({ kind: 'sign' })}
          onRefuse={(alternative) =>
            sign.mutate({ ...said, kind: 'refused', name, guardian: null, alternative, drawn: [] })
          }
        />
      )
    case 'sign':
      return (
        <SignStep
          key="own"
          title={consentKiosk.signTitle(name)}
          name={name}
          typed=""
          busy={sign.isPending}
          submit={guardianSigns ? words.entry.next : consentKiosk.finish}
          onBack={() => setStep({ kind: 'read' })}
          onSigned={(own) => (guardianSigns ? setStep({ kind: 'name-guardian', own }) : give(own, null))}
        />
      )
    case 'name-guardian':
      return (
        <GuardianName
          person={name}
          onBack={() => setStep({ kind: 'sign' })}
          onNamed={(guardian) => setStep({ ...step, kind: 'guardian', name: guardian })}
        />
      )
    case 'guardian':
      return (
        <SignStep
          key="guardian"
          title={consentKiosk.guardianTitle(name)}
          name={step.name}
          typed={step.name}
          busy={sign.isPending}
          submit={consentKiosk.finish}
          onBack={() => setStep({ kind: 'name-guardian', own: step.own })}
          onSigned={(guardian) => give(step.own, guardian)}
        />
      )
    case 'done':
      return (
        <Done
          title={consentKiosk.thanks(name)}
          lines={[step.alternative === null ? consentKiosk.agreed : consentKiosk.refused[step.alternative]]}
        />
      )
  }
}
