import { useState } from 'react'

const place = 'rollcall.actor'

/** The name under which somebody at this machine corrects; remembered for the next time. */
export function useActor(): readonly [string, (name: string) => void] {
  const [actor, setActor] = useState(() => localStorage.getItem(place) ?? '')
  return [
    actor,
    (name) => {
      setActor(name)
      localStorage.setItem(place, name)
    },
  ]
}
