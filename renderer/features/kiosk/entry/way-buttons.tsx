import { Button } from 'react-aria-components'
import type { Direction } from '../../../../main/contract/events.ts'
import { Icon } from '../../../components/icon.tsx'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'

/**
 * Two large buttons to check in or out; the likely one comes first and has the focus. `early`: somebody who came in a
 * moment ago leaves or stays.
 */
export function WayButtons(props: {
  likely: Direction
  early: boolean
  busy: boolean
  onChoose: (direction: Direction) => void
}) {
  const { words } = useWords()
  const ways: readonly Direction[] = props.likely === 'in' ? ['in', 'out'] : ['out', 'in']
  return (
    <div className={css.wayButtons}>
      {ways.map((way) => (
        <Button
          key={way}
          className={css.wayButton!}
          data-direction={way}
          data-likely={way === props.likely ? '' : undefined}
          isDisabled={props.busy}
          autoFocus={way === props.likely}
          onPress={() => props.onChoose(way)}
        >
          <Icon name={way === 'out' ? 'leave' : props.early ? 'check' : 'enter'} size={30} />
          {way === 'out' ? words.entry.going : props.early ? words.entry.staying : words.entry.coming}
        </Button>
      ))}
    </div>
  )
}
