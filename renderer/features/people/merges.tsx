import type { PersonId } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { useMerges, useUnmerge } from './queries.ts'

/** The entries that were merged into a person, each of which can be taken out again. Nothing while there are none. */
export function Merges(props: { kept: PersonId }) {
  const { words, format } = useWords()
  const say = useSay()
  const merges = useMerges(props.kept)
  const unmerge = useUnmerge()
  if (merges.data === undefined || merges.data.length === 0) return null
  return (
    <section aria-label={words.merges.title}>
      <div className="section-head">
        <h3>{words.merges.title}</h3>
        <p className="soft">{words.merges.text}</p>
      </div>
      <ul className="merges">
        {merges.data.map((merge) => (
          <li key={merge.id} className="merge">
            <div>
              <p className="person-row-name">{merge.name}</p>
              <p className="soft small">{words.merges.line(merge.templates.length, format.date(merge.at))}</p>
            </div>
            <Button
              isDisabled={unmerge.isPending}
              onPress={() =>
                unmerge.mutate(merge.id, {
                  onSuccess: (person) => say('info', words.merges.takenBack(person.name)),
                  onError: (error) => say('error', errorWords(words, error)),
                })
              }
            >
              {words.merges.takeBack}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
