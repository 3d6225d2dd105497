import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Returns state that lasts for some minutes after the screen was left; it is only in memory. */
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
