import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileTrigger } from 'react-aria-components'
import type { SetSize } from '../../../main/contract/api/metric.ts'
import type { MetricSource } from '../../../main/contract/metric.ts'
import { useClient } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { saveBytes, saveText } from '../../components/files.ts'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { useAdoption, useMetrics, useSets } from './queries.ts'

/** Which metric is in use, and what there is to learn from. */
export function Status(props: { source: MetricSource; onSource: (source: MetricSource) => void }) {
  const { words } = useWords()
  const text = words.metric
  const { data: list } = useMetrics()
  const { data: sets } = useSets()
  const { undo, busy } = useAdoption()
  const current = list?.metrics.find(({ version }) => version === list.current)
  const described = (size: SetSize) => text.setSize(size.people, size.photos, size.several)
  return (
    <section className="lab-status" aria-label={text.inUse}>
      <div>
        <h2>{current === undefined ? text.standardInUse : text.metricInUse(current.version, current.name)}</h2>
        <p className="soft small">{current === undefined ? text.standardText : text.metricText}</p>
      </div>
      {current === undefined ? null : (
        <Button onPress={undo} isDisabled={busy}>
          {text.undo}
        </Button>
      )}
      <div className="lab-source">
        <Choice
          label={text.source}
          options={[
            { value: 'gallery', label: text.sources.gallery },
            ...(sets?.imported ? [{ value: 'imported' as const, label: text.sources.imported }] : []),
          ]}
          value={props.source}
          onChange={props.onSource}
        />
        <p className="soft small">
          {sets === undefined
            ? ''
            : described(props.source === 'imported' && sets.imported ? sets.imported : sets.gallery)}
        </p>
      </div>
      <Transfer {...props} />
    </section>
  )
}

/** Embeddings out to research done elsewhere, and in again. */
function Transfer(props: { source: MetricSource; onSource: (source: MetricSource) => void }) {
  const { words } = useWords()
  const text = words.metric
  const client = useClient()
  const queries = useQueryClient()
  const say = useSay()
  const onError = (error: unknown) => say('error', errorWords(words, error))
  const take = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const [npy, csv] = ['.npy', '.csv'].map((end) => files.find(({ name }) => name.toLowerCase().endsWith(end)))
      if (npy === undefined || csv === undefined) return null
      return client.call('metric.import', { npy: new Uint8Array(await npy.arrayBuffer()), labels: await csv.text() })
    },
    onSuccess: async (size) => {
      if (size === null) return say('warning', text.importNeedsBoth)
      await queries.invalidateQueries({ queryKey: ['metric', 'sets'] })
      props.onSource('imported')
      say('info', text.setSize(size.people, size.photos, size.several))
    },
    onError,
  })
  const give = useMutation({
    mutationFn: () => client.call('metric.export', { source: props.source }),
    onSuccess: ({ npy, labels }) => {
      saveBytes('embeddings.npy', [npy])
      saveText('embeddings.csv', 'text/csv', labels)
    },
    onError,
  })
  return (
    <div className="lab-transfer">
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={['.npy', '.csv']}
        onSelect={(files) => {
          if (files !== null) take.mutate([...files])
        }}
      >
        <Button look="quiet">{text.import}</Button>
      </FileTrigger>
      <Button look="quiet" onPress={() => give.mutate()}>
        {text.export}
      </Button>
    </div>
  )
}
