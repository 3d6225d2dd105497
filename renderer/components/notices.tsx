import { createContext, type ReactNode, useCallback, useContext, useEffect, useEffectEvent, useState } from 'react'
import type { Notice } from '../../main/contract/topics.ts'
import { useClient, useTopic } from '../client/context.tsx'
import { useWords } from '../messages/use-words.tsx'
import { useRoute } from '../route.ts'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

type Level = 'info' | 'warning' | 'error'

interface Shown {
  readonly id: number
  readonly level: Level
  readonly text: string
  /** Of a notice of the engine; null for what a screen says. */
  readonly code: Notice['code'] | null
}

const SayContext = createContext<(level: Level, text: string) => void>(() => undefined)

/** Says something in the corner of the screen: news go away by themselves, warnings and errors are dismissed. */
export function useSay(): (level: Level, text: string) => void {
  return useContext(SayContext)
}

const newsTime = 6000
let lastId = 0

/** Shows what the screens and the engine have to say. */
export function Notices(props: { children: ReactNode }) {
  const { words } = useWords()
  const client = useClient()
  const inOffice = useRoute().screen !== 'kiosk'
  const [shown, setShown] = useState<readonly Shown[]>([])
  const remove = useCallback((id: number) => setShown((all) => all.filter((notice) => notice.id !== id)), [])
  const show = useCallback(
    (level: Level, text: string, code: Shown['code']) => {
      lastId += 1
      const notice = { id: lastId, level, text, code }
      setShown((all) => [...all.filter((other) => other.text !== text), notice].slice(-4))
      if (level === 'info') setTimeout(remove, newsTime, notice.id)
    },
    [remove],
  )
  const say = useCallback((level: Level, text: string) => show(level, text, null), [show])
  const hear = useEffectEvent(({ level, code, message, details }: Notice) => {
    // A kiosk says itself what it sees.
    if (code === 'kiosk-blind' && !inOffice) return
    const text = words.notices[code] ?? message
    show(level, typeof text === 'string' ? text : text(details), code)
  })
  useTopic('notice', hear)
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
            <IconButton label={words.common.dismiss} icon="close" size={18} onPress={() => dismiss(notice)} />
          </div>
        ))}
      </div>
    </SayContext>
  )
}
