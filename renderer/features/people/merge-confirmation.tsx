import type { PersonRef } from '../../../main/contract/entities.ts'
import { Confirmation } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { useSay } from '../../components/notices.tsx'
import { PersonName, useFullName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { usePortraits } from '../../data/use-people.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './people.module.css'

/** Asks before two people are merged, with both photos and their similarity. */
export function MergeConfirmation(props: {
  gone: PersonRef
  kept: PersonRef
  busy: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const { gone, kept } = props
  const { words, format } = useWords()
  const portraits = usePortraits()
  const fullName = useFullName()
  const { data } = useCall('people.similarity', { first: gone.id, second: kept.id })
  const text = words.merging
  return (
    <Confirmation
      title={text.title(fullName(gone), fullName(kept))}
      text={words.duplicate.mergeHint(fullName(gone), fullName(kept))}
      action={data?.alike === false ? text.confirmAnyway : text.confirm}
      busy={props.busy}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      <div className={css.duplicatePair}>
        {[gone, kept].map((person) => (
          <figure key={person.id}>
            <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={120} />
            <figcaption className="soft small">
              <PersonName person={person} />
            </figcaption>
          </figure>
        ))}
      </div>
      {data === undefined ? null : (
        <p className={css.mergeSimilarity}>
          {data.similarity === null ? text.noPhotos : text.similarity(format.similarity(data.similarity))}
        </p>
      )}
      {data?.alike === false ? (
        <p className={css.mergeUnlike} role="alert">
          <Icon name="warning" size={18} />
          {text.unlike}
        </p>
      ) : null}
    </Confirmation>
  )
}

/** Returns a function that says that two people were merged, with a button that undoes it. */
export function useSayMerged(): (merge: number, gone: PersonRef, kept: PersonRef) => void {
  const { words } = useWords()
  const say = useSay()
  const fullName = useFullName()
  // The screen that merged is often gone when the notice is pressed.
  const { mutate } = useChange('people.unmerge', {
    done(answer) {
      if (answer.kind === 'unmerged') say('info', words.merges.takenBack(fullName(answer.person)))
    },
  })
  return (merge, gone, kept) =>
    say('info', words.merging.merged(fullName(gone), fullName(kept)), {
      label: words.merging.undo,
      onPress: () => mutate({ merge, photosSince: 'move' }),
    })
}
