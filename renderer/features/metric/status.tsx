import { FileTrigger } from 'react-aria-components'
import type { MetricSource } from '../../../main/contract/learned-metrics.ts'
import type { SetSize } from '../../../main/contract/metrics.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { saveBytes, saveText } from '../../components/files.ts'
import { useSay } from '../../components/notices.tsx'
import { useAnswers, useCall } from '../../data/use-call.ts'
import { useChange, useWork } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './metric.module.css'
import { useAdoption } from './use-lab.ts'

/** Shows which metric is in use, and the data that there is to learn from. */
export function Status(props: { source: MetricSource; onSource: (source: MetricSource) => void }) {
  const { words } = useWords()
  const text = words.metric
  const { data: list } = useCall('metric.list', {})
  const { data: sets } = useCall('metric.sets', {})
  const { undo, busy } = useAdoption()
  const current = list?.metrics.find(({ version }) => version === list.current)
  const describeSize = (size: SetSize) => text.setSize(size.people, size.photos, size.several)
  return (
    <section className={css.labStatus} aria-label={text.inUse}>
      <div>
        <h2>{current === undefined ? text.standardInUse : text.metricInUse(current.version, current.name)}</h2>
        <p className="soft small">{current === undefined ? text.standardText : text.metricText}</p>
      </div>
      {current === undefined ? null : (
        <Button onPress={undo} isDisabled={busy}>
          {text.undo}
        </Button>
      )}
      <div className={css.labSource}>
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
            : describeSize(props.source === 'imported' && sets.imported ? sets.imported : sets.gallery)}
        </p>
      </div>
      <Transfer {...props} />
    </section>
  )
}

/** Exports embeddings for research elsewhere, and imports them. */
function Transfer(props: { source: MetricSource; onSource: (source: MetricSource) => void }) {
  const { words } = useWords()
  const text = words.metric
  const answers = useAnswers()
  const say = useSay()
  const take = useWork(async (files: readonly File[], client) => {
    const [npy, csv] = ['.npy', '.csv'].map((end) => files.find(({ name }) => name.toLowerCase().endsWith(end)))
    if (npy === undefined || csv === undefined) return say('warning', text.importNeedsBoth)
    const input = { npy: new Uint8Array(await npy.arrayBuffer()), labels: await csv.text() }
    const size = await client.call('metric.import', input)
    await answers.outdate('metric.sets')
    props.onSource('imported')
    say('info', text.setSize(size.people, size.photos, size.several))
  })
  const give = useChange('metric.export', {
    done({ npy, labels }) {
      saveBytes('embeddings.npy', [npy])
      saveText('embeddings.csv', 'text/csv', labels)
    },
  })
  return (
    <div className={css.labTransfer}>
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={['.npy', '.csv']}
        onSelect={(files) => {
          if (files !== null) take.mutate([...files])
        }}
      >
        <Button look="quiet">{text.import}</Button>
      </FileTrigger>
      <Button look="quiet" onPress={() => give.mutate({ source: props.source })}>
        {text.export}
      </Button>
    </div>
  )
}
