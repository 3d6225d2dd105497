import { Icon } from '../../components/icon.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './kiosk.module.css'

/** A quiet mark while entries made here have not reached the office's other stations; nothing otherwise. */
export function EntriesWaiting() {
  const { words } = useWords()
  const entries = useCall('office.waiting', {}).data?.entries ?? 0
  if (entries === 0) return null
  return (
    <p className={css.entriesWaiting} data-part="entries-waiting">
      <Icon name="log" size={16} />
      {words.office.entriesWaiting(entries)}
    </p>
  )
}
