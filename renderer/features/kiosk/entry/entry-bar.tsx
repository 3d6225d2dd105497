import { useCallback, useState } from 'react'
import { Button } from 'react-aria-components'
import { Icon, type IconName } from '../../../components/icon.tsx'
import { useCall } from '../../../data/use-call.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import { EntryDialog, type EntryKind } from './entry-dialog.tsx'

/** The ways to check in without a face that this kiosk offers. */
export function EntryBar(props: { kiosk: string; onSound: (sound: 'accepted' | 'refused') => void }) {
  const { words } = useWords()
  const setup = useCall('kiosks.get', { name: props.kiosk }).data
  const [open, setOpen] = useState<EntryKind | null>(null)
  const close = useCallback(() => setOpen(null), [])
  if (setup === undefined) return null
  const pins = setup.pin !== 'off'
  const ways: readonly { kind: EntryKind; icon: IconName; offered: boolean }[] = [
    { kind: 'pin', icon: 'keypad', offered: pins },
    { kind: 'visitor', icon: 'visitor', offered: setup.guests },
    { kind: 'forgot', icon: 'corrections', offered: pins && setup.requests },
  ]
  return (
    <nav className={css.entryBar} aria-label={words.entry.open}>
      {ways
        .filter(({ offered }) => offered)
        .map(({ kind, icon }) => (
          <Button key={kind} className={css.entryOpen!} onPress={() => setOpen(kind)}>
            <Icon name={icon} size={24} />
            {words.entry[kind]}
          </Button>
        ))}
      {open === null ? null : <EntryDialog kind={open} setup={setup} onSound={props.onSound} onClose={close} />}
    </nav>
  )
}
