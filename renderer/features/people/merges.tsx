import { useState } from 'react'
import type { Input, Output } from '../../../main/contract/api.ts'
import type { PersonRef } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { Needs } from '../../components/needs.tsx'
import { useSay } from '../../components/notices.tsx'
import { useFullName } from '../../components/person-name.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import css from './people.module.css'

type Merge = Output<'people.merges'>['merges'][number]

/** Lists the people who were merged into a person, each of whom can be restored. */
export function Merges(props: { kept: PersonRef }) {
  const { words, format } = useWords()
  const say = useSay()
  const fullName = useFullName()
  const { data } = useCall('people.merges', {})
  const [asked, setAsked] = useState<{ merge: Merge; photos: number } | null>(null)
  const unmerge = useChange('people.unmerge', {
    done(answer, { merge: id }) {
      const merge = merges.find((each) => each.id === id) ?? null
      if (answer.kind === 'asked') return setAsked(merge && { merge, photos: answer.photos.length })
      setAsked(null)
      say('info', words.merges.takenBack(fullName(answer.person)))
    },
    failed(error) {
      setAsked(null)
      say('error', errorWords(words, error))
    },
  })
  const merges = data?.merges.filter(({ keptId }) => keptId === props.kept.id) ?? []
  if (merges.length === 0) return null

  const takeBack = (merge: Merge, photosSince: Input<'people.unmerge'>['photosSince']) =>
    unmerge.mutate({ merge: merge.id, photosSince })

  return (
    <section aria-label={words.merges.title}>
      <div className={css.sectionHead}>
        <h3>{words.merges.title}</h3>
        <p className="soft">{words.merges.text}</p>
      </div>
      <ul className={css.merges}>
        {merges.map((merge) => (
          <li key={merge.id} className={css.merge} data-part="merge">
            <div>
              <p className={css.personRowName} data-part="person-row-name">
                {merge.name}
              </p>
              <p className="soft small">{words.merges.line(merge.templates.length, format.date(merge.at))}</p>
            </div>
            <Needs method="people.unmerge">
              <Button isDisabled={unmerge.isPending} onPress={() => takeBack(merge, 'ask')}>
                {words.merges.takeBack}
              </Button>
            </Needs>
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <Window title={words.merges.photosTitle(asked.photos, asked.merge.name)} onClose={() => setAsked(null)}>
          <p className="soft">{words.merges.photosText(asked.merge.name, fullName(props.kept))}</p>
          <div className="actions">
            <Button isDisabled={unmerge.isPending} onPress={() => takeBack(asked.merge, 'leave')}>
              {words.merges.leave}
            </Button>
            <Button look="primary" isPending={unmerge.isPending} onPress={() => takeBack(asked.merge, 'move')}>
              {words.merges.move}
            </Button>
          </div>
        </Window>
      )}
    </section>
  )
}
