import type { Instant } from '../../../main/contract/entities.ts'

/** Returns the time of day at an instant, as the text of a time input: 17:05. */
export function timeValue(at: number): string {
  const date = new Date(at)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}

/** Returns the instant of a date and a time in the machine's time zone; null while one of them is incomplete. */
export function instantOf(date: string, time: string): Instant | null {
  const at = new Date(`${date}T${time}`).getTime()
  return Number.isNaN(at) ? null : (at as Instant)
}
