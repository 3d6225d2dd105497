import { useState } from 'react'
import type { ConsentRecord } from '../../../../main/contract/consent.ts'
import type { Person } from '../../../../main/contract/people.ts'
import { Button } from '../../../components/button.tsx'
import { SwitchInput } from '../../../components/fields.tsx'
import { Needs } from '../../../components/needs.tsx'
import { useCall } from '../../../data/use-call.ts'
import { useChange } from '../../../data/use-change.ts'
import { useWords } from '../../../messages/use-words.tsx'
import peopleCss from '../people.module.css'
import pinCardCss from '../pin-card.module.css'
import { AskDialog } from './ask-dialog.tsx'
import css from './consent.module.css'
import { RecordDialog } from './record-dialog.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** What somebody said about the use of their face, and the ways to ask, to write down and to withdraw it. */
export function ConsentCard(props: { person: Person }) {
  const { person } = props
  const { words, format } = useWords()
  const text = words.consent
  const [open, setOpen] = useState<'record' | 'ask' | 'withdraw' | null>(null)
  const policy = useCall('consent.policy', {}).data
  const found = useCall('consent.get', { personId: person.id }).data
  const guardian = useChange('consent.setGuardian')
  if (policy === undefined || found === undefined) return null
  if (policy.policy.basis !== 'consent' && found.records.length === 0) return null
  const close = () => setOpen(null)
  const { state, records, guardianSigns } = found
  return (
    <section data-part="consent-card" aria-label={text.title}>
      <div className={peopleCss.sectionHead}>
        <h3>{text.title}</h3>
        <p className="soft">{text.states[state].hint}</p>
      </div>
      <div className={pinCardCss.pinCardRow}>
        <p>
          <strong>{text.states[state].name}</strong>
        </p>
        <Needs method="consent.record">
          {state === 'withdrawn' || records.length === 0 ? null : (
            <Button look="quiet warn" onPress={() => setOpen('withdraw')}>
              {text.withdraw}
            </Button>
          )}
          <Button onPress={() => setOpen('ask')}>{text.ask}</Button>
          <Button look={state === 'valid' ? 'plain' : 'primary'} onPress={() => setOpen('record')}>
            {text.record}
          </Button>
        </Needs>
      </div>
      <Needs method="consent.setGuardian">
        <div className={css.guardian}>
          <SwitchInput
            label={text.guardianSigns}
            value={guardianSigns}
            onChange={(signs) => guardian.mutate({ personId: person.id, guardianSigns: signs })}
          />
        </div>
      </Needs>
      {records.length === 0 ? null : (
        <ol className={css.records}>
          {records.map((record) => (
            <li key={record.id}>
              <span>{text.kinds[record.kind]}</span>
              <span className="soft">{[format.dayAndTime(record.at), ...detailsOf(record)].join(' · ')}</span>
            </li>
          ))}
        </ol>
      )}
      {open === 'record' ? (
        <RecordDialog person={person} guardianSigns={guardianSigns} policy={policy} onClose={close} />
      ) : null}
      {open === 'ask' ? <AskDialog person={person} onClose={close} /> : null}
      {open === 'withdraw' ? <WithdrawDialog person={person} onClose={close} /> : null}
    </section>
  )

  function detailsOf({
    name,
    guardian: second,
    witness,
    place,
    paper,
    alternative,
    text: read,
  }: ConsentRecord): string[] {
    return [
      text.signedBy(name),
      ...(second === null ? [] : [text.guardianBy(second)]),
      text.seenBy(witness, place),
      ...(paper === null ? [] : [text.onPaper(paper)]),
      ...(read === null ? [] : [text.version(read.version)]),
      ...(alternative === 'none' ? [] : [text.alternatives[alternative]]),
    ]
  }
}
