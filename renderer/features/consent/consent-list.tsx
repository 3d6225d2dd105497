import { useState } from 'react'
import type { ConsentState } from '../../../main/contract/consent.ts'
import type { Instant } from '../../../main/contract/entities.ts'
import { Segments } from '../../components/choice.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import css from './consent.module.css'

/** Whoever has said no has answered. */
const unanswered: readonly ConsentState[] = ['missing', 'outdated', 'guardian-missing']

/** Who has agreed, and a list of the others to work through. */
export function ConsentList(props: { graceUntil: Instant | null }) {
  const { graceUntil } = props
  const { words, format } = useWords()
  const text = words.consent
  const [shown, setShown] = useState<'open' | 'all'>('open')
  return (
    <Loaded query={useCall('consent.list', {})}>
      {({ people }) => {
        const open = people.filter(({ state }) => unanswered.includes(state))
        const agreed = people.filter(({ state }) => state === 'valid').length
        const listed = shown === 'open' ? open : people
        const until = graceUntil === null || graceUntil < Date.now() ? null : format.dayAndTime(graceUntil)
        return (
          <SubPart title={text.list} text={text.listText(agreed, people.length, until)}>
            <div>
              <Segments
                label={text.list}
                options={(['open', 'all'] as const).map((value) => ({ value, label: text.shown[value] }))}
                value={shown}
                onChange={setShown}
              />
            </div>
            {listed.length === 0 ? (
              <Empty icon="people" title={text.noneOpenTitle} text={text.noneOpen} />
            ) : (
              <ul className={css.list}>
                {listed.map(({ person, state, photos, held }) => (
                  <li key={person.id}>
                    <a href={address('people', person.id)}>
                      <span>{person.name}</span>
                      <span className="soft">{text.photos(photos, held)}</span>
                      <span className={css.state} data-state={state}>
                        {text.states[state].name}
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </SubPart>
        )
      }}
    </Loaded>
  )
}
