import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { useTopic } from '../client/context.tsx'
import { useWords } from '../messages/use-words.tsx'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

type Level = 'info' | 'warning' | 'error'

interface Shown {
  readonly id: number
  readonly level: Level
  readonly text: string
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
  const [shown, setShown] = useState<readonly Shown[]>([])
  const dismiss = useCallback((id: number) => setShown((all) => all.filter((notice) => notice.id !== id)), [])
  const say = useCallback(
    (level: Level, text: string) => {
      lastId += 1
      const notice = { id: lastId, level, text }
      setShown((all) => [...all.filter((other) => other.text !== text), notice].slice(-4))
      if (level === 'info') setTimeout(dismiss, newsTime, notice.id)
    },
    [dismiss],
  )
  useTopic('notice', (notice) => say(notice.level, words.notices[notice.code] ?? notice.message))
  return (
    <SayContext value={say}>
      {props.children}
      <div className="notices" role="status">
        {shown.map((notice) => (
          <div key={notice.id} className="notice" data-level={notice.level}>
            <Icon name={notice.level === 'info' ? 'info' : 'warning'} />
            <p>{notice.text}</p>
            <IconButton label={words.common.dismiss} icon="close" size={18} onPress={() => dismiss(notice.id)} />
          </div>
        ))}
      </div>
    </SayContext>
  )
}
