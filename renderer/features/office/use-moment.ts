import { startOfDay } from '../../messages/format.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Returns how a moment is written: by its time today, and with its date on other days. */
export function useMoment(): (at: number) => string {
  const { format } = useWords()
  const today = startOfDay(Date.now())
  return (at) => (startOfDay(at) === today ? format.time(at) : `${format.date(at)}, ${format.time(at)}`)
}
