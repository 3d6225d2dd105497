import { useState } from 'react'
import type { Person, PersonRef } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { useSay } from '../../components/notices.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { MergeConfirmation, useSayMerged } from './merge-confirmation.tsx'
import { useLookAlikes, useMerge, usePortraits } from './queries.ts'

const mostShown = 3

/** Warns of the people who may be mixed up with this one, and merges entries that are the same person. */
export function LookAlikes(props: { person: Person }) {
  const { person } = props
  const { words, format } = useWords()
  const say = useSay()
  const { data } = useLookAlikes(person.id)
  const portraits = usePortraits()
  const merge = useMerge()
  const sayMerged = useSayMerged()
  const [same, setSame] = useState<PersonRef | null>(null)
  const text = words.lookAlikes
  if (data === undefined || data.candidates.length === 0) return null
  return (
    <section className="look-alikes" aria-label={text.title}>
      <div>
        <h3>{text.title}</h3>
        <p className="soft">{text.text}</p>
      </div>
      <ul className="merges">
        {data.candidates.slice(0, mostShown).map(({ person: other, similarity }) => (
          <li key={other.id} className="merge">
            <a className="look-alike" href={address('people', other.id)}>
              <Portrait name={other.name} template={portraits.get(other.id) ?? null} size={44} />
              <span>
                <span className="person-row-name">{other.name}</span>
                <br />
                <span className="soft small">{text.similarity(format.similarity(similarity))}</span>
              </span>
            </a>
            <Button onPress={() => setSame(other)}>{text.merge}</Button>
          </li>
        ))}
      </ul>
      {same === null ? null : (
        <MergeConfirmation
          gone={person}
          kept={same}
          busy={merge.isPending}
          onClose={() => setSame(null)}
          onConfirm={() =>
            void merge.mutateAsync({ kept: same.id, gone: person.id }).then(
              ({ id }) => {
                sayMerged(id, person.name, same.name)
                location.hash = address('people', same.id)
              },
              (error: unknown) => {
                setSame(null)
                say('error', errorWords(words, error))
              },
            )
          }
        />
      )}
    </section>
  )
}
