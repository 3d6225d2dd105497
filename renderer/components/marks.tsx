import type { Direction } from '../../main/contract/events.ts'
import { useWords } from '../messages/use-words.tsx'
import { Icon } from './icon.tsx'

export function DirectionMark(props: { direction: Direction }) {
  const { words } = useWords()
  return (
    <span className="direction" data-direction={props.direction}>
      <Icon name={props.direction === 'in' ? 'enter' : 'leave'} />
      {words.common[props.direction]}
    </span>
  )
}

/** A bar that shows a similarity from 0 to 1, with a mark at the threshold. */
export function SimilarityBar(props: { similarity: number; threshold: number; label: string }) {
  const { format } = useWords()
  const share = Math.min(1, Math.max(0, props.similarity))
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element meter cannot show a mark at the threshold
    <div
      className="similarity"
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={share}
      aria-valuetext={format.similarity(props.similarity)}
      {...(props.similarity >= props.threshold ? { 'data-passed': '' } : {})}
    >
      <div className="similarity-fill" style={{ width: `${share * 100}%` }} />
      <div className="similarity-mark" style={{ left: `calc(${props.threshold * 100}% - 1px)` }} />
    </div>
  )
}
