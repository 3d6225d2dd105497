import { Button, IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import type { Messages } from '../../messages/en/index.ts'
import type { Format } from '../../messages/format.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import css from './people.module.css'
import { type Enrolling, isUnlike, lookAlikes, type NotAdded, type Outcome } from './use-enrol.ts'

/** Says why photos were not added, and what can be done. */
export function Refusals(props: {
  enrolling: Enrolling
  onQuestion: (photo: NotAdded) => void
  /** Called with the result of a photo that was confirmed here. */
  onAdded?: (outcome: Outcome) => void
}) {
  const { words, format } = useWords()
  const { notAdded, dismiss, insist } = props.enrolling
  return (
    <ul className={css.refusals} role="status">
      {notAdded.map((photo) => (
        <li key={photo.id} className={css.refusal}>
          <Icon name="warning" />
          <div>
            <p className={css.refusalTitle}>{words.people.notAdded(photo.file)}</p>
            <p>{reasons(photo, words, format).join(' ')}</p>
            {lookAlikes(photo).length === 0 ? null : (
              <>
                <p className="soft">
                  {lookAlikes(photo)
                    .slice(0, 3)
                    .map((other) => words.people.looksLike(other.person.name, format.similarity(other.similarity)))
                    .join(' · ')}
                </p>
                <Button onPress={() => props.onQuestion(photo)}>{words.duplicate.answer}</Button>
              </>
            )}
          </div>
          {isUnlike(photo) ? (
            <Button onPress={() => void insist(photo).then((outcome) => props.onAdded?.(outcome))}>
              {words.people.samePerson}
            </Button>
          ) : null}
          <IconButton label={words.common.dismiss} icon="close" size={18} onPress={() => dismiss(photo)} />
        </li>
      ))}
    </ul>
  )
}

function reasons(photo: NotAdded, words: Messages, format: Format): string[] {
  if (photo.cause.kind === 'error') return [errorWords(words, photo.cause.error)]
  const { refusal } = photo.cause
  const { own } = refusal
  if (own !== undefined) return [words.people.unlike(own.photos, format.similarity(own.similarity))]
  const advice = (refusal.quality?.components ?? []).flatMap(({ reason }) => (reason === null ? [] : [reason]))
  return [
    words.refusals[refusal.code],
    ...[...new Set(advice)].slice(0, 3).map((reason) => `${words.quality[reason]}.`),
  ]
}
