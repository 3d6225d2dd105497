import type { PersonId } from '../../../main/contract/entities.ts'
import { Confirmation } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { usePortraits, useSimilarity, useUnmerge } from './queries.ts'

interface Named {
  readonly id: PersonId
  readonly name: string
}

/** Asks before two entries become one, with the photos of both and how alike these are. */
export function MergeConfirmation(props: {
  gone: Named
  kept: Named
  busy: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const { gone, kept } = props
  const { words, format } = useWords()
  const portraits = usePortraits()
  const { data } = useSimilarity(gone.id, kept.id)
  const text = words.merging
  return (
    <Confirmation
      title={text.title(gone.name, kept.name)}
      text={words.duplicate.mergeHint(gone.name, kept.name)}
      action={text.confirm}
      busy={props.busy}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      <div className="duplicate-pair">
        {[gone, kept].map(({ id, name }) => (
          <figure key={id}>
            <Portrait name={name} template={portraits.get(id) ?? null} size={120} />
            <figcaption className="soft small">{name}</figcaption>
          </figure>
        ))}
      </div>
      {data === undefined ? null : (
        <p className="merge-similarity">
          {data.similarity === null ? text.noPhotos : text.similarity(format.similarity(data.similarity))}
        </p>
      )}
    </Confirmation>
  )
}

/** Says that two entries were merged, and lets it be undone there and then. */
export function useSayMerged(): (merge: number, gone: string, kept: string) => void {
  const { words } = useWords()
  const say = useSay()
  // The screen that merged is often gone when the notice is pressed.
  const { mutateAsync } = useUnmerge()
  return (merge, gone, kept) =>
    say('info', words.merging.merged(gone, kept), {
      label: words.merging.undo,
      onPress: () =>
        void mutateAsync(merge).then(
          (person) => say('info', words.merges.takenBack(person.name)),
          (error: unknown) => say('error', errorWords(words, error)),
        ),
    })
}
