import { useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Person, Template } from '../../../main/contract/entities.ts'
import { useClient } from '../../client/context.tsx'
import { blobAddress } from '../../components/blob-address.ts'
import { Window } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { MergeConfirmation, useSayMerged } from './merge-confirmation.tsx'
import { usePortraits, useRefreshPeople } from './queries.ts'
import { type Enrolling, lookAlikes, type NotAdded } from './use-enrol.ts'

/** "This looks like X: same person?" with the answers that there are. `onAdded` is told when the photo was added here. */
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
  const refresh = useRefreshPeople()
  const portraits = usePortraits()
  const [busy, setBusy] = useState(false)
  const [merging, setMerging] = useState(false)
  const sayMerged = useSayMerged()
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
      // Somebody looks at both photos and says so.
      allowUnlike: true,
    })
    if (answer.kind === 'refused') say('warning', words.refusals[answer.refusal.code])
    else say('info', words.visitors.assigned(other.name))
  }

  async function merge(): Promise<void> {
    const { id } = await client.call('people.merge', { kept: other.id, gone: person.id })
    sayMerged(id, person.name, other.name)
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
      await refresh()
      props.onClose()
    } catch (error) {
      setMerging(false)
      say('error', errorWords(words, error))
      setBusy(false)
    }
  }

  const answers = [
    { title: words.duplicate.add(other.name), hint: words.duplicate.addHint, choose: () => void answer(addTo) },
    {
      title: words.duplicate.merge,
      hint: words.duplicate.mergeHint(person.name, other.name),
      choose: () => setMerging(true),
    },
    { title: words.duplicate.two, hint: words.duplicate.twoHint, choose: () => void answer(insist) },
  ]
  return (
    <Window title={words.duplicate.title(other.name)} onClose={props.onClose}>
      <div className="duplicate-pair">
        <figure>
          <span className="duplicate-photo">{picture === null ? null : <img src={picture} alt="" />}</span>
          <figcaption className="soft small">{words.duplicate.newPhoto}</figcaption>
        </figure>
        <figure>
          <Portrait name={other.name} template={portraits.get(other.id) ?? null} size={120} />
          <figcaption className="soft small">{other.name}</figcaption>
        </figure>
      </div>
      <p>{words.duplicate.text(other.name, format.similarity(best.similarity))}</p>
      {others.length === 0 ? null : (
        <p className="soft small">
          {words.duplicate.others(
            others
              .slice(0, 3)
              .map((each) => `${each.person.name} (${format.similarity(each.similarity)})`)
              .join(', '),
          )}
        </p>
      )}
      <div className="answers">
        {answers.map(({ title, hint, choose }) => (
          <AriaButton key={title} className="answer" isDisabled={busy} onPress={choose}>
            <span className="answer-title">{title}</span>
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
