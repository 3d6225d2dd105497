import { useState } from 'react'
import { useSession } from '../../data/use-session.ts'

const place = 'rollcall.actor'

/**
 * The name under which somebody corrects: that of the account that is signed in, or what is typed at this machine and
 * remembered for the next time.
 */
export function useActor(): readonly [string, (name: string) => void] {
  const { account } = useSession()
  const [typed, setTyped] = useState(() => localStorage.getItem(place) ?? '')
  return [
    account?.name ?? typed,
    (name) => {
      setTyped(name)
      localStorage.setItem(place, name)
    },
  ]
}
