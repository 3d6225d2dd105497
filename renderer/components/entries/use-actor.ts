import { useState } from 'react'

const place = 'rollcall.actor'

/** Returns the name of whoever makes corrections at this machine, which is remembered. */
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
