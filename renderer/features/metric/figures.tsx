import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { AppError } from '../../../main/contract/errors.ts'
import type { MetricFigure, MetricSource } from '../../../main/contract/learned-metrics.ts'
import { useClient, useTopic } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { Choice, Segments } from '../../components/choice.tsx'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import css from './metric.module.css'
import { Projection } from './plots/projection.tsx'
import type { ParametersByLoss } from './use-lab.ts'
import { Working } from './working.tsx'

const task = 'metric.figure'

/** Draws the papers' figure from this installation's photos: eight people on the circle or the sphere, loss by loss. */
export function Figures(props: {
  described: Output<'metric.losses'>
  parameters: ParametersByLoss
  source: MetricSource
}) {
  const { words } = useWords()
  const text = words.metric
  const client = useClient()
  const queries = useQueryClient()
  const say = useSay()
  const { described, parameters, source } = props
  const [dimensions, setDimensions] = useState<'2' | '3'>('2')
  const [from, setFrom] = useState<'embeddings' | 'pixels'>('embeddings')
  const [which, setWhich] = useState('all')
  const [drawing, setDrawing] = useState<string | null>(null)
  const [progress, setProgress] = useState<{ done: number; total: number; note: string | null } | null>(null)
  const [figures, setFigures] = useState<readonly MetricFigure[]>(
    () => queries.getQueryData<readonly MetricFigure[]>(['metric', 'figures']) ?? [],
  )
  useTopic('progress', (message) => {
    if (message.task === task) setProgress(message)
  })

  async function draw(): Promise<void> {
    const names = which === 'all' ? described.losses.map(({ name }) => name) : [which]
    let drawn: readonly MetricFigure[] = []
    setFigures(drawn)
    try {
      for (const loss of names) {
        setDrawing(loss)
        setProgress(null)
        const input = { task, loss, dimensions: dimensions === '2' ? (2 as const) : (3 as const) }
        const own = { ...parameters[loss] }
        const figure =
          from === 'embeddings'
            ? await client.call('metric.figure', { ...input, parameters: own, source })
            : await client.call('metric.pixelFigure', { ...input, parameters: own })
        drawn = [...drawn, figure]
        setFigures(drawn)
        queries.setQueryData(['metric', 'figures'], drawn)
      }
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'cancelled')) say('error', errorWords(words, error))
    } finally {
      setDrawing(null)
    }
  }

  const title = (name: string) => described.losses.find((loss) => loss.name === name)?.title ?? name
  const people = figures[0]?.people ?? []
  return (
    <div className={css.labStack}>
      <div className={css.labBar}>
        <Choice
          showLabel
          label={text.loss}
          options={[
            { value: 'all', label: text.everyLoss },
            ...described.losses.map((loss) => ({ value: loss.name, label: loss.title })),
          ]}
          value={which}
          onChange={setWhich}
        />
        <Segments
          label={text.dimensions}
          options={(['2', '3'] as const).map((value) => ({ value, label: text.dimensionNames[value] }))}
          value={dimensions}
          onChange={setDimensions}
        />
        <Segments
          label={text.from}
          options={(['embeddings', 'pixels'] as const).map((value) => ({ value, label: text.froms[value] }))}
          value={from}
          onChange={setFrom}
        />
        <Button look="primary" isDisabled={drawing !== null} onPress={() => void draw()}>
          {text.draw}
        </Button>
      </div>
      <p className="soft">{from === 'embeddings' ? text.figuresText : text.pixelsText}</p>
      {drawing === null ? null : (
        <Working
          label={text.drawing(title(drawing))}
          progress={progress && { ...progress, note: null }}
          onCancel={() => void client.call('metric.cancel', { task })}
        />
      )}
      {people.length === 0 ? null : (
        <ul className={css.labPeople}>
          {people.map((name, i) => (
            <li key={name} data-colour={i}>
              <i />
              {name}
            </li>
          ))}
        </ul>
      )}
      <div className={css.labFigures}>
        {figures.map((figure) => (
          <Projection
            key={`${figure.loss} ${figure.dimensions}`}
            name={`${figure.loss}-${figure.dimensions}d`}
            title={title(figure.loss)}
            figure={figure}
          />
        ))}
      </div>
    </div>
  )
}
