import { useEffect } from 'react'

/** Calls `onClose` when nobody has touched the screen or a key for this many milliseconds. */
export function useCloseWhenIdle(time: number, onClose: () => void): void {
  useEffect(() => {
    let timer = setTimeout(onClose, time)
    function wait(): void {
      clearTimeout(timer)
      timer = setTimeout(onClose, time)
    }
    addEventListener('pointerdown', wait)
    addEventListener('keydown', wait)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointerdown', wait)
      removeEventListener('keydown', wait)
    }
  }, [time, onClose])
}
