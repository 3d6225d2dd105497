import { useState } from 'react'
import type { PersonRef } from '../../../main/contract/entities.ts'
import type { Person } from '../../../main/contract/people.ts'
import { Button } from '../../components/button.tsx'
import { Needs } from '../../components/needs.tsx'
import { PersonName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { usePortraits } from '../../data/use-people.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { MergeConfirmation, useSayMerged } from './merge-confirmation.tsx'
import css from './people.module.css'

const maxShown = 3

/** Warns of people who may be confused with this one, and merges two entries of one person. */
export function LookAlikes(props: { person: Person }) {
  const { person } = props
  const { words, format } = useWords()
  const { data } = useCall('people.lookAlikes', { id: person.id })
  const portraits = usePortraits()
  const sayMerged = useSayMerged()
  const [same, setSame] = useState<PersonRef | null>(null)
  const merge = useChange('people.merge', {
    done({ id }) {
      if (same === null) return
      sayMerged(id, person, same)
      location.hash = address('people', same.id)
    },
    ended: () => setSame(null),
  })
  const text = words.lookAlikes
  if (data === undefined || data.candidates.length === 0) return null
  return (
    <section className={css.lookAlikes} data-part="look-alikes" aria-label={text.title}>
      <div>
        <h3>{text.title}</h3>
        <p className="soft">{text.text}</p>
      </div>
      <ul className={css.merges}>
        {data.candidates.slice(0, maxShown).map(({ person: other, similarity }) => (
          <li key={other.id} className={css.merge} data-part="merge">
            <a className={css.lookAlike} href={address('people', other.id)}>
              <Portrait name={other.name} template={portraits.get(other.id) ?? null} size={44} />
              <span>
                <span className={css.personRowName} data-part="person-row-name">
                  <PersonName person={other} />
                </span>
                <br />
                <span className="soft small">{text.similarity(format.similarity(similarity))}</span>
              </span>
            </a>
            <Needs method="people.merge">
              <Button onPress={() => setSame(other)}>{text.merge}</Button>
            </Needs>
          </li>
        ))}
      </ul>
      {same === null ? null : (
        <MergeConfirmation
          gone={person}
          kept={same}
          busy={merge.isPending}
          onClose={() => setSame(null)}
          onConfirm={() => merge.mutate({ kept: same.id, gone: person.id })}
        />
      )}
    </section>
  )
}
