import { useId, useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import {
  type ConsentLanguage,
  ConsentPolicy,
  consentLanguageOf,
  consentLanguages,
} from '../../../main/contract/consent.ts'
import { languages } from '../../../main/contract/languages.ts'
import { type LegalBasis, legalBases } from '../../../main/contract/legal-basis.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Segments } from '../../components/choice.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { useSay } from '../../components/notices.tsx'
import { Loaded } from '../../components/states.tsx'
import { SubPart, SubScreen } from '../../components/sub-screen.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useSession } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './consent.module.css'
import { ConsentList } from './consent-list.tsx'

/** On what ground faces are used, what people read before they agree, and who has. */
export function ConsentScreen() {
  const { words } = useWords()
  const text = words.consent
  return (
    <SubScreen title={text.title} text={text.text}>
      <Loaded query={useCall('consent.policy', {})}>
        {(read) => (
          <>
            <PolicyForm key={read.version} read={read} />
            {read.policy.basis === 'consent' ? <ConsentList graceUntil={read.policy.graceUntil} /> : null}
          </>
        )}
      </Loaded>
    </SubScreen>
  )
}

const isNoticeUrl = (url: string | null) => ConsentPolicy.shape.noticeUrl.safeParse(url).success

function PolicyForm(props: { read: Output<'consent.policy'> }) {
  const { read } = props
  const { words, locale } = useWords()
  const text = words.consent
  const say = useSay()
  const { role } = useSession()
  const [draft, setDraft] = useState(read.policy)
  const [language, setLanguage] = useState<ConsentLanguage>(() => consentLanguageOf(locale))
  const [keepsConsents, setKeeps] = useState(false)
  const save = useChange('consent.setPolicy', { done: () => say('info', text.saved) })
  const isOwner = role === 'owner'
  const addressId = useId()
  const change = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next })
  const wording = draft.texts[language] ?? read.texts[language]
  const isOwnText = draft.texts[language] !== undefined
  // The name of the operator stands in the text.
  const isRewritten =
    JSON.stringify(draft.texts) !== JSON.stringify(read.policy.texts) || draft.operator !== read.policy.operator
  const setText = (next: Partial<typeof wording>) =>
    change({ texts: { ...draft.texts, [language]: { ...wording, ...next } } })
  const days = (value: string) => Math.max(0, Math.min(366, Math.round(Number(value) || 0)))
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        const { textVersion: _, minTextVersion: __, graceUntil: ___, country: ____, ...policy } = draft
        save.mutate({ version: read.version, policy, keepsConsents })
      }}
    >
      <SubPart card title={text.basis} text={text.basisText}>
        <div>
          <Segments<LegalBasis>
            label={text.basis}
            options={legalBases.map((value) => ({ value, label: text.bases[value].name }))}
            value={draft.basis}
            onChange={(basis) => change({ basis })}
          />
        </div>
        <p className="soft">{text.bases[draft.basis].hint}</p>
        {draft.basis === 'other' ? (
          <ValueInput
            label={text.otherBasis}
            type="text"
            value={draft.otherBasis}
            onChange={(otherBasis) => change({ otherBasis })}
            required={text.otherBasisRequired}
            hint={text.otherBasisHint}
          />
        ) : null}
        {draft.basis === 'consent' ? (
          <div className={css.days}>
            <ValueInput
              label={text.graceDays}
              type="number"
              minimum={0}
              maximum={366}
              value={String(draft.graceDays)}
              onChange={(value) => change({ graceDays: days(value) })}
              hint={text.graceHint}
            />
            <ValueInput
              label={text.holdDays}
              type="number"
              minimum={0}
              maximum={366}
              value={String(draft.holdDays)}
              onChange={(value) => change({ holdDays: days(value) })}
              hint={text.holdHint}
            />
          </div>
        ) : null}
      </SubPart>
      <SubPart card title={text.operatorPart} text={text.operatorPartText}>
        <ValueInput
          label={text.operator}
          type="text"
          value={draft.operator}
          onChange={(operator) => change({ operator })}
          hint={text.operatorHint}
        />
        <div className="field">
          <label htmlFor={addressId}>{text.address}</label>
          <textarea
            id={addressId}
            aria-describedby={`${addressId}-hint`}
            className={`input ${css.body}`}
            rows={3}
            maxLength={1000}
            value={draft.address}
            onChange={(event) => change({ address: event.target.value })}
          />
          <span id={`${addressId}-hint`} className="field-hint">
            {text.addressHint}
          </span>
        </div>
        <ValueInput
          label={text.contact}
          type="text"
          value={draft.contact}
          onChange={(contact) => change({ contact })}
          hint={text.contactHint}
        />
        <ValueInput
          label={text.noticeUrl}
          type="text"
          value={draft.noticeUrl ?? ''}
          onChange={(url) => change({ noticeUrl: url === '' ? null : url })}
          hint={text.noticeUrlHint}
          error={isNoticeUrl(draft.noticeUrl) ? null : text.noticeUrlWrong}
        />
      </SubPart>
      {draft.basis === 'consent' ? (
        <SubPart card title={text.wording} text={text.wordingText(read.policy.textVersion)}>
          <Choice
            label={text.language}
            options={consentLanguages.map((value) => ({ value, label: languages[value].name }))}
            value={language}
            onChange={setLanguage}
          />
          <ValueInput
            label={text.wordingTitle}
            type="text"
            value={wording.title}
            onChange={(title) => setText({ title })}
            required={text.wordingRequired}
          />
          <label className="field">
            <span className="field-label">{text.wordingBody}</span>
            <textarea
              className={`input ${css.body}`}
              lang={language}
              rows={14}
              maxLength={20_000}
              required
              value={wording.body}
              onChange={(event) => setText({ body: event.target.value })}
            />
          </label>
          {isOwnText ? (
            <div>
              <Button
                onPress={() => {
                  const { [language]: _, ...texts } = draft.texts
                  change({ texts })
                }}
              >
                {text.shipped}
              </Button>
            </div>
          ) : null}
          {isRewritten ? <SwitchInput label={text.keepsConsents} value={keepsConsents} onChange={setKeeps} /> : null}
        </SubPart>
      ) : null}
      <div className="actions">
        <Button type="submit" look="primary" isDisabled={!isOwner} isPending={save.isPending}>
          {words.common.save}
        </Button>
      </div>
    </form>
  )
}
