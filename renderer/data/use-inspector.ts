import { useCallback, useEffect, useState } from 'react'

const place = 'rollcall.inspector'

/**
 * Returns whether the kiosk shows the inspector, as the settings say. The key `i` toggles it, except while somebody
 * types.
 */
export function useInspector(): [boolean, (inspecting: boolean) => void] {
  const [inspecting, set] = useState(() => localStorage.getItem(place) === 'shown')
  const inspect = useCallback((next: boolean) => {
    localStorage.setItem(place, next ? 'shown' : 'hidden')
    set(next)
  }, [])
  useEffect(() => {
    const stop = new AbortController()
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'i' || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return
        inspect(localStorage.getItem(place) !== 'shown')
      },
      { signal: stop.signal },
    )
    return () => stop.abort()
  }, [inspect])
  return [inspecting, inspect]
}
