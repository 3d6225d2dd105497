import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { useClient } from '../../client/context.tsx'
import { SimilarityBar } from '../../components/marks.tsx'
import { Loading } from '../../components/states.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { PhotoWell } from './photo-well.tsx'

type Pair = readonly [File | null, File | null]

/** Whether two photos show the same person. */
export function Compare() {
  const { words } = useWords()
  const client = useClient()
  const [photos, setPhotos] = useState<Pair>([null, null])
  const compare = useMutation({
    mutationFn: async ([first, second]: readonly [File, File]) =>
      client.call('search.compare', {
        first: new Uint8Array(await first.arrayBuffer()),
        second: new Uint8Array(await second.arrayBuffer()),
      }),
  })

  function set(next: Pair): void {
    setPhotos(next)
    const [first, second] = next
    if (first !== null && second !== null) compare.mutate([first, second])
    else compare.reset()
  }

  const boxes = compare.data?.kind === 'compared' ? compare.data.boxes : [null, null]
  return (
    <div className="compare">
      <div className="compare-photos">
        <PhotoWell
          label={words.search.first}
          photo={photos[0]}
          box={boxes[0]}
          onPhoto={(photo) => set([photo, photos[1]])}
        />
        <PhotoWell
          label={words.search.second}
          photo={photos[1]}
          box={boxes[1]}
          onPhoto={(photo) => set([photos[0], photo])}
        />
      </div>
      <div className="compare-answer" role="status">
        {compare.isPending ? (
          <Loading label={words.search.searching} />
        ) : compare.error !== null ? (
          <p className="field-error">{errorWords(words, compare.error)}</p>
        ) : compare.data === undefined ? (
          <p className="soft">{words.search.compareHint}</p>
        ) : (
          <Answer answer={compare.data} />
        )}
      </div>
    </div>
  )
}

function Answer(props: { answer: Output<'search.compare'> }) {
  const { words, format } = useWords()
  const { answer } = props
  if (answer.kind === 'no-face') return <p>{words.search.noFaceIn[answer.photo]}</p>
  return (
    <>
      <h2>{answer.same ? words.search.same : words.search.different}</h2>
      <p className="soft">
        {words.search.knownHint(format.similarity(answer.similarity), format.similarity(answer.threshold))}
      </p>
      <SimilarityBar similarity={answer.similarity} threshold={answer.threshold} label={words.search.similarity} />
    </>
  )
}
