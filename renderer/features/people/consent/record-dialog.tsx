import { useState } from 'react'
import type { Output } from '../../../../main/contract/api.ts'
import {
  type Alternative,
  type ConsentLanguage,
  consentLanguageOf,
  consentLanguages,
} from '../../../../main/contract/consent.ts'
import { languages } from '../../../../main/contract/languages.ts'
import type { Person } from '../../../../main/contract/people.ts'
import { Choice, Segments } from '../../../components/choice.tsx'
import { FormWindow } from '../../../components/form-window.tsx'
import { ValueInput } from '../../../components/value-input.tsx'
import { localDate } from '../../../data/dates.ts'
import { useCall } from '../../../data/use-call.ts'
import { isShown, useChange } from '../../../data/use-change.ts'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import css from './consent.module.css'

/** Writes down what somebody said after they read the text, here or on paper. */
export function RecordDialog(props: {
  person: Person
  guardianSigns: boolean
  policy: Output<'consent.policy'>
  onClose: () => void
}) {
  const { person, guardianSigns, policy, onClose } = props
  const { words, locale, format } = useWords()
  const text = words.consent
  const [kind, setKind] = useState<'given' | 'refused'>('given')
  const [where, setWhere] = useState<'here' | 'paper'>('here')
  const [language, setLanguage] = useState<ConsentLanguage>(() => consentLanguageOf(locale))
  const [name, setName] = useState(person.name)
  const [guardian, setGuardian] = useState('')
  const [paper, setPaper] = useState<string>(() => localDate(Date.now()))
  const [alternative, setAlternative] = useState<Alternative>('none')
  const record = useChange('consent.record', { done: onClose, failed: isShown })
  const [chosen, setVersion] = useState(policy.policy.textVersion)
  // What is signed here is the text of now; a paper may carry an earlier one.
  const textVersion = where === 'paper' ? chosen : policy.policy.textVersion
  const read = useCall('consent.policy', { textVersion }).data ?? policy
  const shown = read.texts[language]
  return (
    <FormWindow
      title={text.recordTitle(person.name)}
      wide
      busy={record.isPending}
      onSubmit={() =>
        record.mutate({
          ...{ personId: person.id, kind, language, name, alternative },
          textVersion,
          guardian: guardianSigns ? guardian : null,
          paper: where === 'paper' ? paper : null,
        })
      }
      onClose={onClose}
    >
      <div className={css.choices}>
        <Segments
          label={text.where}
          options={(['here', 'paper'] as const).map((value) => ({ value, label: text.wheres[value] }))}
          value={where}
          onChange={setWhere}
        />
        <Choice
          label={text.language}
          options={consentLanguages.map((value) => ({ value, label: languages[value].name }))}
          value={language}
          onChange={setLanguage}
        />
      </div>
      {where === 'paper' && policy.textVersions.length > 1 ? (
        <Choice
          label={text.paperVersion}
          showLabel
          options={policy.textVersions.toReversed().map(({ version, since }) => ({
            value: String(version),
            label: text.versionSince(version, since === null ? null : format.date(since)),
          }))}
          value={String(chosen)}
          onChange={(version) => setVersion(Number(version))}
        />
      ) : null}
      <section className={css.text} lang={language} aria-label={shown.title}>
        <h4>{shown.title}</h4>
        {shown.body.split(/\n{2,}/).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      <div>
        <Segments
          label={text.answer}
          options={(['given', 'refused'] as const).map((value) => ({ value, label: text.answers[value] }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      <ValueInput
        label={text.name}
        type="text"
        value={name}
        onChange={setName}
        required={text.nameRequired}
        hint={text.nameHint}
      />
      {guardianSigns ? (
        <ValueInput
          label={text.guardian}
          type="text"
          value={guardian}
          onChange={setGuardian}
          required={text.nameRequired}
        />
      ) : null}
      {where === 'paper' ? (
        <ValueInput label={text.paper} type="date" value={paper} onChange={setPaper} required={text.paperRequired} />
      ) : null}
      <Choice
        label={text.alternative}
        showLabel
        options={(['none', 'pin', 'badge'] as const).map((value) => ({ value, label: text.alternatives[value] }))}
        value={alternative}
        onChange={setAlternative}
      />
      {record.error === null ? null : (
        <p role="alert" className="field-error">
          {errorWords(words, record.error)}
        </p>
      )}
    </FormWindow>
  )
}
