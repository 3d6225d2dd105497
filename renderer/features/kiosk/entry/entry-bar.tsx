import { useCallback, useState } from 'react'
import { Button } from 'react-aria-components'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { Icon, type IconName } from '../../../components/icon.tsx'
import { useCall } from '../../../data/use-call.ts'
import { useWords } from '../../../messages/use-words.tsx'
import { HoursDialog } from '../hours/hours-dialog.tsx'
import css from './entry.module.css'
import { EntryDialog, type EntryKind } from './entry-dialog.tsx'

/** The ways to check in without a face that this kiosk offers. */
export function EntryBar(props: {
  kiosk: string
  /** Null while the camera shows nothing. */
  faces: readonly FrameFace[] | null
  onSound: (sound: 'accepted' | 'refused') => void
}) {
  const { words } = useWords()
  const setup = useCall('kiosks.get', { name: props.kiosk }).data
  const [open, setOpen] = useState<EntryKind | 'hours' | null>(null)
  const close = useCallback(() => setOpen(null), [])
  if (setup === undefined) return null
  const { entry } = words
  const pins = setup.pin !== 'off'
  const ways: readonly { kind: EntryKind | 'hours'; icon: IconName; label: string; offered: boolean }[] = [
    { kind: 'pin', icon: 'keypad', label: entry.pin, offered: pins },
    { kind: 'visitor', icon: 'visitor', label: entry.visitor, offered: setup.guests },
    { kind: 'forgot', icon: 'corrections', label: entry.forgot, offered: pins && setup.requests },
    { kind: 'hours', icon: 'timesheet', label: words.hours.title, offered: pins && setup.hours },
  ]
  return (
    <nav className={css.entryBar} aria-label={entry.open}>
      {ways
        .filter(({ offered }) => offered)
        .map(({ kind, icon, label }) => (
          <Button key={kind} className={css.entryOpen!} onPress={() => setOpen(kind)}>
            <Icon name={icon} size={24} />
            {label}
          </Button>
        ))}
      {open === null ? null : open === 'hours' ? (
        <HoursDialog setup={setup} faces={props.faces} onSound={props.onSound} onClose={close} />
      ) : (
        <EntryDialog kind={open} setup={setup} onSound={props.onSound} onClose={close} />
      )}
    </nav>
  )
}
