import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** State that is still there when somebody comes back to the screen within some minutes; it is written nowhere. */
export function useKept<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const queries = useQueryClient()
  const key = ['kept', name]
  const [value, setValue] = useState(() => queries.getQueryData<T>(key) ?? initial)
  return [
    value,
    (next) => {
      queries.setQueryData(key, next)
      setValue(next)
    },
  ]
}
