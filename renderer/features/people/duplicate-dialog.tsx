import { useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Person, Template } from '../../../main/contract/people.ts'
import { useClient } from '../../client/context.tsx'
import { blobAddress } from '../../components/blob-address.ts'
import { Window } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { PersonName, useFullName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { usePortraits } from '../../data/use-people.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { MergeConfirmation, useSayMerged } from './merge-confirmation.tsx'
import css from './people.module.css'
import { type Enrolling, lookAlikes, type NotAdded } from './use-enrol.ts'

/**
 * Asks whether a photo that looks like somebody else is of the same person. `onAdded` is called when the photo was
 * added here.
 */
export function DuplicateDialog(props: {
  person: Person
  photo: NotAdded
  enrolling: Enrolling
  onAdded: (template: Template) => void
  onClose: () => void
}) {
  const { person, photo, enrolling } = props
  const { words, format } = useWords()
  const client = useClient()
  const say = useSay()
  const portraits = usePortraits()
  const [busy, setBusy] = useState(false)
  const [merging, setMerging] = useState(false)
  const sayMerged = useSayMerged()
  const fullName = useFullName()
  const blob = useMemo(() => new Blob([photo.photo], { type: 'image/jpeg' }), [photo.photo])
  const picture = blobAddress(blob)
  const [best, ...others] = lookAlikes(photo)
  if (best === undefined) return null
  const other = best.person

  async function addTo(): Promise<void> {
    const { photo: bytes, source } = photo
    const answer = await client.call('enrol.photo', {
      personId: other.id,
      photo: bytes,
      source,
      allowDuplicate: true,
      // The user has seen both photos and confirmed it.
      allowUnlike: true,
    })
    if (answer.kind === 'refused') say('warning', words.refusals[answer.refusal.code])
    else say('info', words.visitors.assigned(fullName(other)))
  }

  async function merge(): Promise<void> {
    const { id } = await client.call('people.merge', { kept: other.id, gone: person.id })
    sayMerged(id, person, other)
    await addTo()
    location.hash = address('people', other.id)
  }

  async function insist(): Promise<void> {
    const outcome = await enrolling.insist(photo)
    if (outcome.kind === 'enrolled') props.onAdded(outcome.template)
  }

  async function answer(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    try {
      await work()
      enrolling.dismiss(photo)
      props.onClose()
    } catch (error) {
      setMerging(false)
      say('error', errorWords(words, error))
      setBusy(false)
    }
  }

  const answers = [
    { title: words.duplicate.add(fullName(other)), hint: words.duplicate.addHint, choose: () => void answer(addTo) },
    {
      title: words.duplicate.merge,
      hint: words.duplicate.mergeHint(fullName(person), fullName(other)),
      choose: () => setMerging(true),
    },
    { title: words.duplicate.two, hint: words.duplicate.twoHint, choose: () => void answer(insist) },
  ]
  return (
    <Window title={words.duplicate.title(fullName(other))} onClose={props.onClose}>
      <div className={css.duplicatePair}>
        <figure>
          <span className={css.duplicatePhoto}>{picture === null ? null : <img src={picture} alt="" />}</span>
          <figcaption className="soft small">{words.duplicate.newPhoto}</figcaption>
        </figure>
        <figure>
          <Portrait name={other.name} template={portraits.get(other.id) ?? null} size={120} />
          <figcaption className="soft small">
            <PersonName person={other} />
          </figcaption>
        </figure>
      </div>
      <p>{words.duplicate.text(fullName(other), format.similarity(best.similarity))}</p>
      {others.length === 0 ? null : (
        <p className="soft small">
          {words.duplicate.others(
            others
              .slice(0, 3)
              .map((each) => `${fullName(each.person)} (${format.similarity(each.similarity)})`)
              .join(', '),
          )}
        </p>
      )}
      <div className={css.answers}>
        {answers.map(({ title, hint, choose }) => (
          <AriaButton key={title} className={css.answer!} isDisabled={busy} onPress={choose}>
            <span className={css.answerTitle}>{title}</span>
            <span className="soft small">{hint}</span>
          </AriaButton>
        ))}
      </div>
      {merging ? (
        <MergeConfirmation
          gone={person}
          kept={other}
          busy={busy}
          onClose={() => setMerging(false)}
          onConfirm={() => void answer(merge)}
        />
      ) : null}
    </Window>
  )
}
