import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Input } from '../../../../main/contract/api.ts'
import type { QueuedPhoto } from '../../../../main/contract/imports.ts'
import { blobAddress } from '../../../components/blob-address.ts'
import { IconButton } from '../../../components/button.tsx'
import { SwitchInput } from '../../../components/fields.tsx'
import { useSay } from '../../../components/notices.tsx'
import { useFullName } from '../../../components/person-name.tsx'
import { PhotoWithFaces } from '../../../components/photo-with-faces.tsx'
import { Portrait } from '../../../components/portrait.tsx'
import { Loaded } from '../../../components/states.tsx'
import subScreenCss from '../../../components/sub-screen.module.css'
import { useCall } from '../../../data/use-call.ts'
import { useChange } from '../../../data/use-change.ts'
import { usePortraits } from '../../../data/use-people.ts'
import { useWords } from '../../../messages/use-words.tsx'
import { MergeConfirmation, useSayMerged } from '../merge-confirmation.tsx'
import peopleCss from '../people.module.css'
import importCss from './import.module.css'
import { useQueuedPhoto } from './use-import.ts'

type Answer = Input<'imports.decide'>['answer']

/** The photos that the user must decide on, one at a time. */
export function Queue() {
  const { words } = useWords()
  const [place, setPlace] = useState(0)
  const text = words.imports
  return (
    <section className={`${subScreenCss.subCard} ${importCss.importCard}`} aria-label={text.queueTitle}>
      <Loaded query={useCall('imports.queue', {}, { placeholderData: keepPreviousData })}>
        {({ photos, total }) => {
          const at = Math.min(place, photos.length - 1)
          const photo = photos[at]
          return (
            <>
              <div className={importCss.importHead}>
                <div>
                  <h3>{text.queueTitle}</h3>
                  <p className="soft">{text.queueText}</p>
                </div>
                <div className={importCss.importSteer}>
                  <IconButton label={text.earlier} icon="left" isDisabled={at <= 0} onPress={() => setPlace(at - 1)} />
                  <span className="small">{text.place(at + 1, total)}</span>
                  <IconButton
                    label={text.later}
                    icon="right"
                    isDisabled={at >= photos.length - 1}
                    onPress={() => setPlace(at + 1)}
                  />
                </div>
              </div>
              {photo === undefined ? null : <Decision key={`${photo.id} ${photo.reason}`} photo={photo} />}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

function Decision(props: { photo: QueuedPhoto }) {
  const { photo } = props
  const { words } = useWords()
  const say = useSay()
  const portraits = usePortraits()
  const address = blobAddress(useQueuedPhoto(photo.id))
  const [chosen, setChosen] = useState<number | null>(photo.face)
  const [alike, setAlike] = useState(false)
  const [merging, setMerging] = useState(false)
  const sayMerged = useSayMerged()
  const fullName = useFullName()
  const text = words.imports
  const { name, reason } = photo
  const [best] = photo.candidates
  const several = reason === 'several-faces'

  // The next photo is shown while the answer to this one is still on its way.
  const decide = useChange('imports.decide', {
    done({ decided, merge }) {
      if (decided > 1) say('info', text.decided(decided))
      if (merge !== undefined && best !== undefined && photo.person !== null)
        sayMerged(merge, photo.person, best.person)
    },
    ended: () => setMerging(false),
  })
  const answer = (given: Answer) =>
    decide.mutate({ id: photo.id, answer: given, alike: alike && given.kind !== 'take' })

  return (
    <div className={importCss.decision}>
      <div className={importCss.decisionPhoto}>
        {address === null ? null : (
          <PhotoWithFaces
            address={address}
            label={text.photoOf(name)}
            faces={photo.faces
              .map(({ box }, index) => ({ box, index }))
              .filter(({ index }) => several || index === photo.face)
              .map(({ box, index }) =>
                several ? { box, label: words.search.face(index + 1), chosen: index === chosen } : { box },
              )}
            onChoose={setChosen}
          />
        )}
        <p className="soft small">
          {text.filed([name, photo.employeeNumber].filter(Boolean).join(' · '))}
          <br />
          <code>{photo.path}</code>
        </p>
      </div>
      <div className={importCss.decisionSide}>
        <h4>{text.questions[reason](name)}</h4>
        {reason === 'looks-like-somebody-else' ? (
          <LooksLike photo={photo} />
        ) : (
          <>
            {reason === 'unlike-own-photos' && photo.person !== null ? (
              <Portrait name={photo.person.name} template={portraits.get(photo.person.id) ?? null} size={96} />
            ) : null}
            <p className="soft">{text.explain[reason]}</p>
          </>
        )}
        {reason === 'low-quality' ? <Advice photo={photo} /> : null}
        {photo.alike === 0 || several ? null : (
          <SwitchInput label={text.alike(photo.alike)} value={alike} onChange={setAlike} />
        )}
        <div className={peopleCss.answers}>
          {reason === 'looks-like-somebody-else' ? (
            <>
              {best === undefined ? null : (
                <>
                  <Choice
                    title={text.same(fullName(best.person))}
                    hint={text.sameHint(name)}
                    busy={decide.isPending}
                    onPress={() => answer({ kind: 'same', personId: best.person.id })}
                  />
                  {photo.person === null ? null : (
                    <Choice
                      title={text.merge(fullName(best.person))}
                      hint={text.mergeHint}
                      busy={decide.isPending}
                      onPress={() => setMerging(true)}
                    />
                  )}
                </>
              )}
              <Choice
                title={text.different(name)}
                hint={text.differentHint}
                busy={decide.isPending}
                onPress={() => answer({ kind: 'different' })}
              />
            </>
          ) : reason === 'unlike-own-photos' ? (
            <Choice title={text.ownPhoto(name)} busy={decide.isPending} onPress={() => answer({ kind: 'different' })} />
          ) : (
            <Choice
              title={several ? text.take : text.takeAnyway}
              busy={decide.isPending || chosen === null}
              onPress={() => {
                if (chosen !== null) answer({ kind: 'take', face: chosen })
              }}
            />
          )}
          <Choice title={text.skip} busy={decide.isPending} onPress={() => answer({ kind: 'skip' })} />
        </div>
        {merging && best !== undefined && photo.person !== null ? (
          <MergeConfirmation
            gone={photo.person}
            kept={best.person}
            busy={decide.isPending}
            onClose={() => setMerging(false)}
            onConfirm={() => answer({ kind: 'merge', personId: best.person.id })}
          />
        ) : null}
      </div>
    </div>
  )
}

/** Shows who the photo looks like, beside their photo. */
function LooksLike(props: { photo: QueuedPhoto }) {
  const { words, format } = useWords()
  const portraits = usePortraits()
  const fullName = useFullName()
  const [first, ...others] = props.photo.candidates
  if (first === undefined) return null
  const explain = words.imports.explain['looks-like-somebody-else']
  return (
    <div className={importCss.decisionAlike}>
      <Portrait name={first.person.name} template={portraits.get(first.person.id) ?? null} size={96} />
      <div>
        <p>{explain(fullName(first.person), format.similarity(first.similarity))}</p>
        {others.length === 0 ? null : (
          <p className="soft small">
            {words.duplicate.others(
              others
                .slice(0, 3)
                .map(({ person, similarity }) => `${fullName(person)} (${format.similarity(similarity)})`)
                .join(', '),
            )}
          </p>
        )}
      </div>
    </div>
  )
}

/** Says what is wrong with the picture, worst first. */
function Advice(props: { photo: QueuedPhoto }) {
  const { words, format } = useWords()
  const face = props.photo.faces[props.photo.face ?? 0]
  if (face === undefined) return null
  const reasons = face.quality.components
    .toSorted((a, b) => a.score - b.score)
    .flatMap(({ reason }) => (reason === null ? [] : [words.quality[reason]]))
  return (
    <p className="soft small">
      {[words.people.quality(format.number(face.quality.score)), ...new Set(reasons)].slice(0, 4).join(' · ')}
    </p>
  )
}

function Choice(props: { title: string; hint?: string; busy: boolean; onPress: () => void }) {
  return (
    <AriaButton className={peopleCss.answer!} isDisabled={props.busy} onPress={props.onPress}>
      <span className={peopleCss.answerTitle}>{props.title}</span>
      {props.hint === undefined ? null : <span className="soft small">{props.hint}</span>}
    </AriaButton>
  )
}
