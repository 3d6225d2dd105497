import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import type { MetricSource } from '../../../main/contract/learned-metrics.ts'
import { Segments } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Loaded } from '../../components/states.tsx'
import subScreenCss from '../../components/sub-screen.module.css'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { Compare } from './compare.tsx'
import { Figures } from './figures.tsx'
import { Losses } from './losses.tsx'
import css from './metric.module.css'
import { Status } from './status.tsx'
import { Train } from './train.tsx'
import type { ParametersByLoss } from './use-lab.ts'

const parts = ['train', 'compare', 'losses', 'figures'] as const
type Part = (typeof parts)[number]

/** The description of a loss with the same parameters never changes. */
const keptLosses = { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY }

/** The metric lab: trains metrics on this installation's faces, evaluates them, and adopts one. */
export function MetricScreen(props: { part: string | null }) {
  const { words } = useWords()
  const part: Part = parts.find((each) => each === props.part) ?? 'train'
  const [parameters, setParameters] = useState<ParametersByLoss>({})
  const [source, setSource] = useState<MetricSource>('gallery')
  const losses = useCall('metric.losses', { parameters: { ...parameters } }, keptLosses)
  const change = (loss: string, name: string, value: number) =>
    setParameters((all) => ({ ...all, [loss]: { ...all[loss], [name]: value } }))
  return (
    <>
      <header className="screen-head">
        <div className={css.labTitle}>
          <a className={subScreenCss.backLink} href={address('settings')}>
            <Icon name="left" size={16} />
            {words.settings.title}
          </a>
          <h1>{words.metric.title}</h1>
        </div>
        <Segments
          label={words.metric.title}
          options={parts.map((value) => ({ value, label: words.metric.parts[value] }))}
          value={part}
          onChange={(next) => {
            location.hash = address('metric', next)
          }}
        />
      </header>
      <div className="scroller" tabIndex={-1}>
        <div className={css.lab}>
          <Status source={source} onSource={setSource} />
          <Loaded query={losses}>
            {(described) => {
              const shared = { described, parameters, source }
              switch (part) {
                case 'train':
                  return <Train {...shared} onParameter={change} />
                case 'compare':
                  return <Compare {...shared} />
                case 'losses':
                  return <Losses {...shared} onParameter={change} />
                case 'figures':
                  return <Figures {...shared} />
              }
            }}
          </Loaded>
        </div>
      </div>
    </>
  )
}
