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

/** What can be done about a notice there and then. */
interface Action {
  readonly label: string
  readonly onPress: () => void
}

interface Shown {
  readonly id: number
  readonly level: Level
  readonly text: string
  /** Of a notice of the engine; null for what a screen says. */
  readonly code: Notice['code'] | null
  readonly action: Action | null
}

type Say = (level: Level, text: string, action?: Action) => void

const SayContext = createContext<Say>(() => undefined)

/** Says something in the corner of the screen: news go away by themselves, warnings and errors are dismissed. */
export function useSay(): Say {
  return useContext(SayContext)
}

const newsTime = 6000
/** Milliseconds to decide whether to do something about it. */
const actionTime = 12_000
let lastId = 0

/** Shows what the screens and the engine have to say. */
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
      // What is damaged is said as a whole each time that more of it is found.
      const isSaidAnew = (other: Shown) => other.text === text || (code === 'data-damaged' && other.code === code)
      setShown((all) => [...all.filter((other) => !isSaidAnew(other)), notice].slice(-4))
      if (level === 'info') setTimeout(remove, action === null ? newsTime : actionTime, notice.id)
    },
    [remove],
  )
  const say = useCallback<Say>((level, text, action) => show(level, text, null, action ?? null), [show])
  const hear = useEffectEvent(({ level, code, message, details }: Notice) => {
    // A kiosk says itself what it sees, and nobody in front of it how many guesses it has had.
    if ((code === 'kiosk-blind' || code === 'pin-locked') && !inOffice) return
    if (code === 'backup-caught-up') setShown((all) => all.filter((other) => other.code !== 'backup-overdue'))
    show(level, noticeText(words, code, details) ?? message, code, null)
  })
  useTopic('notice', hear)
  // What was said to somebody who is signed in is not for whoever stands there now.
  useEffect(() => {
    if (role === 'signed-out') setShown([])
  }, [role])
  // What was said before this window was there.
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
