import type { Outside } from '../../../../main/contract/employment.ts'
import { useCalendar } from '../../../messages/use-calendar.ts'
import { useWords } from '../../../messages/use-words.tsx'

/** Returns what the kiosk says to somebody who does not work here yet, or any more. */
export function useOutside(): (outside: Outside) => { readonly over: string; readonly text: string } {
  const { words } = useWords()
  const calendar = useCalendar()
  const { kiosk } = words
  return (outside) =>
    outside.kind === 'coming'
      ? { over: kiosk.comingTitle, text: kiosk.coming(calendar.date(outside.from)) }
      : { over: kiosk.leftTitle, text: kiosk.left(calendar.date(outside.on)) }
}
