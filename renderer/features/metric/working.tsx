import { Label, ProgressBar } from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './metric.module.css'
import type { LabMethod, LabWork } from './use-lab.ts'

/** Shows the progress of work, with a button that stops it. */
export function Working(props: { label: string; progress: LabWork<LabMethod>['progress']; onCancel: () => void }) {
  const { words } = useWords()
  const { label, progress, onCancel } = props
  return (
    <div className={css.labWorking}>
      <ProgressBar
        className={css.labProgress!}
        value={progress?.done ?? 0}
        maxValue={progress?.total ?? 1}
        isIndeterminate={progress === null}
      >
        {({ percentage = 0 }) => (
          <>
            <Label>{progress?.note ? `${label}: ${progress.note}` : label}</Label>
            <span className={css.labTrack}>
              <i style={{ width: `${percentage}%` }} />
            </span>
          </>
        )}
      </ProgressBar>
      <Button onPress={onCancel}>{words.common.cancel}</Button>
    </div>
  )
}
