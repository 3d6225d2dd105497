import { createContext, type ReactNode, useCallback, useContext, useEffect, useEffectEvent, useState } from 'react'
import type { Notice } from '../../main/contract/notices.ts'
import { useClient, useTopic } from '../client/context.tsx'
import { useCall } from '../data/use-call.ts'
import { noticeText } from '../messages/notice-text.ts'
import { useWords } from '../messages/use-words.tsx'
import { useRoute } from '../route.ts'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

type Level = 'info' | 'warning' | 'error'

/** A button on a notice that does something about it. */
interface Action {
  readonly label: string
  readonly onPress: () => void
}

interface Shown {
  readonly id: number
  readonly level: Level
  readonly text: string
  /** The code of the engine's notice; null for one of a screen. */
  readonly code: Notice['code'] | null
  readonly action: Action | null
}

type Say = (level: Level, text: string, action?: Action) => void

const SayContext = createContext<Say>(() => undefined)

/**
 * Returns a function that shows a notice in the corner: information disappears by itself, warnings and errors are
 * dismissed.
 */
export function useSay(): Say {
  return useContext(SayContext)
}

const newsTime = 6000
/** Milliseconds for which a notice with a button is shown. */
const actionTime = 12_000
let lastId = 0

/** Shows the notices of screens and of the engine. */
export function Notices(props: { children: ReactNode }) {
  const { words } = useWords()
  const client = useClient()
  const role = useCall('accounts.session', {}).data?.role
  const isSignedIn = role !== undefined && role !== 'signed-out' && role !== 'kiosk'
  const inOffice = useRoute().screen !== 'kiosk' && isSignedIn
  const [shown, setShown] = useState<readonly Shown[]>([])
  const remove = useCallback((id: number) => setShown((all) => all.filter((notice) => notice.id !== id)), [])
  const show = useCallback(
    (level: Level, text: string, code: Shown['code'], action: Action | null) => {
      lastId += 1
      const notice = { id: lastId, level, text, code, action }
      // A notice about damage is replaced when more damage is found.
      const isSaidAnew = (other: Shown) => other.text === text || (code === 'data-damaged' && other.code === code)
      setShown((all) => [...all.filter((other) => !isSaidAnew(other)), notice].slice(-4))
      if (level === 'info') setTimeout(remove, action === null ? newsTime : actionTime, notice.id)
    },
    [remove],
  )
  const say = useCallback<Say>((level, text, action) => show(level, text, null, action ?? null), [show])
  const hear = useEffectEvent(({ level, code, message, details }: Notice) => {
    // The kiosk shows its own trouble, and nobody in front of it should learn how many PINs were tried.
    if ((code === 'kiosk-blind' || code === 'pin-locked') && !inOffice) return
    if (code === 'backup-caught-up') setShown((all) => all.filter((other) => other.code !== 'backup-overdue'))
    show(level, noticeText(words, code, details) ?? message, code, null)
  })
  useTopic('notice', hear)
  // Notices for somebody who was signed in are not meant for whoever is there now.
  useEffect(() => {
    if (role === 'signed-out') setShown([])
  }, [role])
  // Shows notices that came before this window was opened.
  useEffect(() => {
    if (!inOffice) return
    client.call('notices.list', {}).then(
      ({ notices }) => {
        for (const notice of notices) hear(notice)
      },
      () => undefined,
    )
  }, [client, inOffice])

  function dismiss({ id, code }: Shown): void {
    remove(id)
    if (code !== null) client.call('notices.dismiss', { code }).catch(() => undefined)
  }

  return (
    <SayContext value={say}>
      {props.children}
      <div className="notices" role="status">
        {shown.map((notice) => (
          <div key={notice.id} className="notice" data-level={notice.level}>
            <Icon name={notice.level === 'info' ? 'info' : 'warning'} />
            <p>{notice.text}</p>
            {notice.action === null ? null : (
              <Button
                onPress={() => {
                  remove(notice.id)
                  notice.action?.onPress()
                }}
              >
                {notice.action.label}
              </Button>
            )}
            <IconButton label={words.common.dismiss} icon="close" size={18} onPress={() => dismiss(notice)} />
          </div>
        ))}
      </div>
    </SayContext>
  )
}
