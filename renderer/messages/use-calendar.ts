import { useMemo } from 'react'
import { useLocale } from 'react-aria-components'
import { type CalendarFormat, createCalendarFormat } from './calendar.ts'

/** The calendar of the window's language. */
export function useCalendar(): CalendarFormat {
  const { locale } = useLocale()
  return useMemo(() => createCalendarFormat(locale), [locale])
}
