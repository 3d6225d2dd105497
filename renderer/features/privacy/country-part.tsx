import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { consentLanguageOf } from '../../../main/contract/consent.ts'
import { type Country, countries, countryNames } from '../../../main/contract/countries.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { useSay } from '../../components/notices.tsx'
import { Loaded } from '../../components/states.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useMay } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './privacy.module.css'

type Rules = Output<'privacy.rules'>

/** Chooses the country whose rules the settings are held against, after showing what that changes. */
export function CountryPart() {
  const { words, language, locale } = useWords()
  const text = words.privacy
  const say = useSay()
  const may = useMay()
  const [asked, setAsked] = useState<Country | 'none' | null>(null)
  const country = asked === 'none' ? null : asked
  const found = useCall('privacy.rules', { country, language: consentLanguageOf(locale) })
  const choose = useChange('privacy.choose', {
    done() {
      setAsked(null)
      say('info', text.chosen)
    },
  })
  return (
    <SubPart title={text.country} text={text.countryText}>
      <Loaded query={found}>
        {(read) => {
          const shown = asked ?? read.chosen ?? 'none'
          const isNew = asked !== null && country !== read.chosen
          return (
            <>
              <div>
                <Choice<Country | 'none'>
                  label={text.country}
                  options={[
                    { value: 'none', label: text.noCountry },
                    ...countries.map((value) => ({ value, label: countryNames[language][value] })),
                  ]}
                  value={shown}
                  onChange={setAsked}
                />
              </div>
              {isNew && country !== null ? <Changes read={read} /> : null}
              {isNew && may('privacy.choose') ? (
                <div className="actions">
                  <Button onPress={() => setAsked(null)}>{words.common.cancel}</Button>
                  <Button
                    look="primary"
                    isPending={choose.isPending}
                    onPress={() => choose.mutate({ country, version: read.version })}
                  >
                    {country === null
                      ? text.chooseNone
                      : text.choose(countryNames[language][country], read.changes.length)}
                  </Button>
                </div>
              ) : null}
              {shown === 'none' ? null : <RuleList rules={read.rules} />}
            </>
          )
        }}
      </Loaded>
    </SubPart>
  )
}

/** What is set now, and what it would be. */
function Changes({ read }: { read: Rules }) {
  const { words } = useWords()
  const text = words.privacy
  if (read.changes.length === 0) return <p>{text.noChanges}</p>
  return (
    <table className={css.changes}>
      <caption>{text.changes}</caption>
      <thead>
        <tr>
          <th scope="col">{text.setting}</th>
          <th scope="col">{text.before}</th>
          <th scope="col">{text.after}</th>
          <th scope="col">{text.because}</th>
        </tr>
      </thead>
      <tbody>
        {read.changes.map(({ setting, before, after, rule }) => (
          <tr key={`${setting} ${rule}`}>
            <th scope="row">{setting}</th>
            <td>{before}</td>
            <td>{after}</td>
            <td className="soft">{rule}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RuleList({ rules }: { rules: Rules['rules'] }) {
  const { words } = useWords()
  const text = words.privacy
  return (
    <ul className={css.rules}>
      {rules.map((rule) => (
        <li key={rule.id}>
          <div>
            <b>{rule.title}</b>
            <p>{rule.text}</p>
            <p className="soft small">{text.source(rule.source, rule.checked)}</p>
          </div>
          <span className={css.state} data-state={rule.state}>
            {text.states[rule.state]}
          </span>
        </li>
      ))}
    </ul>
  )
}
