import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DropZone, FileTrigger } from 'react-aria-components'
import type { Output } from '../../../main/contract/api.ts'
import type { PersonRef } from '../../../main/contract/entities.ts'
import { AppError, assertNever } from '../../../main/contract/errors.ts'
import type { SearchFace } from '../../../main/contract/search.ts'
import { useClient } from '../../client/context.tsx'
import { blobAddress } from '../../components/blob-address.ts'
import { Button } from '../../components/button.tsx'
import { photoTypes, readDroppedFiles } from '../../components/files.ts'
import { Icon } from '../../components/icon.tsx'
import { SimilarityBar } from '../../components/marks.tsx'
import { PersonName, useFullName } from '../../components/person-name.tsx'
import { PhotoWithFaces } from '../../components/photo-with-faces.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { usePortraits } from '../../data/use-people.ts'
import type { Messages } from '../../messages/en/index.ts'
import type { Format } from '../../messages/format.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { address as screenAddress } from '../../route.ts'
import css from './search.module.css'
import { useKept } from './use-kept.ts'

/** Tells who is in a photo: the most similar people for each face. */
export function Identify() {
  const { words } = useWords()
  const client = useClient()
  const [photo, setPhoto] = useKept<File | null>('search.photo', null)
  const address = blobAddress(photo)
  const search = useQuery({
    queryKey: ['search.photo', address],
    enabled: photo !== null,
    retry: false,
    queryFn: async () =>
      photo === null ? null : client.call('search.photo', { photo: new Uint8Array(await photo.arrayBuffer()), top: 8 }),
  })
  const take = (files: readonly File[]) => {
    if (files[0] !== undefined) setPhoto(files[0])
  }
  const chooser = (label: string, look: 'primary' | 'plain') => (
    <FileTrigger acceptedFileTypes={photoTypes} onSelect={(files) => take([...(files ?? [])])}>
      <Button look={look} icon="photo">
        {label}
      </Button>
    </FileTrigger>
  )
  return (
    <DropZone
      className={address === null ? `drop ${css.identifyDrop}` : css.identifyDrop!}
      aria-label={words.search.dropTitle}
      onDrop={async (event) => take(await readDroppedFiles(event))}
    >
      {address === null ? (
        <div className="empty">
          <Icon name="photo" />
          <h2>{words.search.dropTitle}</h2>
          <p>{words.search.drop}</p>
          {chooser(words.search.choose, 'primary')}
        </div>
      ) : search.data ? (
        <Found key={address} address={address} found={search.data}>
          {chooser(words.search.another, 'plain')}
        </Found>
      ) : isAboutFile(search.error) ? (
        <div className="empty" role="alert">
          <Icon name="photo" />
          <h2>{words.search.unreadableTitle(photo?.name ?? '')}</h2>
          <p>{errorWords(words, search.error)}</p>
          {chooser(words.search.another, 'primary')}
        </div>
      ) : (
        <div className={css.identify}>
          <div className={css.identifyPhoto}>
            <PhotoWithFaces address={address} label={words.search.photo} faces={[]} />
            {chooser(words.search.another, 'plain')}
          </div>
          {search.error === null ? (
            <Loading label={words.search.searching} />
          ) : (
            <Failed error={search.error} onRetry={() => void search.refetch()} />
          )}
        </div>
      )}
    </DropZone>
  )
}

/** Tells whether the file caused the error, so that trying again would change nothing. */
function isAboutFile(error: unknown): boolean {
  return error instanceof AppError && /^(not-an-image|image-)/.test(error.code)
}

function Found(props: { address: string; found: Output<'search.photo'>; children: React.ReactNode }) {
  const { words } = useWords()
  const [chosen, setChosen] = useState(0)
  const { faces } = props.found
  const face = faces[chosen]
  return (
    <div className={css.identify}>
      <div className={css.identifyPhoto}>
        <PhotoWithFaces
          address={props.address}
          label={words.search.photo}
          faces={faces.map(({ box }, index) => ({
            box,
            label: words.search.face(index + 1),
            chosen: index === chosen,
          }))}
          onChoose={setChosen}
        />
        {props.children}
      </div>
      {face === undefined ? (
        <Empty icon="search" title={words.search.noFaceTitle} text={words.search.noFace} />
      ) : (
        <Ranking face={face} />
      )}
    </div>
  )
}

function Ranking(props: { face: SearchFace }) {
  const { words, format } = useWords()
  const portraits = usePortraits()
  const fullName = useFullName()
  const { decision, candidates } = props.face
  const { title, hint } = verdict(decision, fullName, words, format)
  return (
    <section className={css.ranking} aria-label={words.search.candidates}>
      <div role="status" className={css.verdict} data-kind={decision.kind}>
        <h2>{title}</h2>
        <p className="soft">{hint}</p>
      </div>
      {candidates.length === 0 ? (
        <p className="soft">{words.search.nobody}</p>
      ) : (
        <ol>
          {candidates.map(({ person, similarity }) => (
            <li key={person.id}>
              <a className={css.candidate} href={screenAddress('people', person.id)}>
                <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={48} />
                <span className={css.candidateName} data-part="candidate-name">
                  <PersonName person={person} />
                </span>
                <span className={css.candidateNumber}>{format.similarity(similarity)}</span>
                <SimilarityBar similarity={similarity} threshold={decision.threshold} label={words.search.similarity} />
              </a>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function verdict(
  decision: SearchFace['decision'],
  fullName: (person: PersonRef) => string,
  words: Messages,
  format: Format,
): { title: string; hint: string } {
  const { search } = words
  const threshold = format.similarity(decision.threshold)
  switch (decision.kind) {
    case 'known': {
      const hint = search.knownHint(format.similarity(decision.similarity), threshold)
      return { title: search.known(fullName(decision.person)), hint }
    }
    case 'unknown':
      return { title: search.unknown, hint: search.unknownHint(threshold) }
    case 'ambiguous':
      return { title: search.ambiguous, hint: search.ambiguousHint }
    default:
      return assertNever(decision)
  }
}
