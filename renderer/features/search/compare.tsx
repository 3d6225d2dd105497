import { useQuery } from '@tanstack/react-query'
import type { Output } from '../../../main/contract/api.ts'
import { useClient } from '../../client/context.tsx'
import { blobAddress } from '../../components/blob-address.ts'
import { SimilarityBar } from '../../components/marks.tsx'
import { Loading } from '../../components/states.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { PhotoWell } from './photo-well.tsx'
import css from './search.module.css'
import { useKept } from './use-kept.ts'

type Pair = readonly [File | null, File | null]

/** Tells whether two photos show the same person. */
export function Compare() {
  const { words } = useWords()
  const client = useClient()
  const [photos, set] = useKept<Pair>('search.pair', [null, null])
  const [first, second] = photos
  const both = first !== null && second !== null
  const compare = useQuery({
    queryKey: ['search.compare', blobAddress(first), blobAddress(second)],
    enabled: both,
    retry: false,
    queryFn: async () =>
      both
        ? client.call('search.compare', {
            first: new Uint8Array(await first.arrayBuffer()),
            second: new Uint8Array(await second.arrayBuffer()),
          })
        : null,
  })

  const boxes = compare.data?.kind === 'compared' ? compare.data.boxes : [null, null]
  return (
    <div className={css.compare}>
      <div className={css.comparePhotos}>
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
      <div className={css.compareAnswer} role="status">
        {compare.isFetching && !compare.data ? (
          <Loading label={words.search.searching} />
        ) : compare.error !== null ? (
          <p className="field-error">{errorWords(words, compare.error)}</p>
        ) : !compare.data ? (
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
