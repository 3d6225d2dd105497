import type { Instant } from '../../../main/contract/entities.ts'

/** The machine's time of day at `at`, as an input of type time writes it: 17:05. */
export function timeValue(at: number): string {
  const date = new Date(at)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}

/** The instant of a day and a time on the machine's clock; null while one of them is not complete. */
export function instantOf(date: string, time: string): Instant | null {
  const at = new Date(`${date}T${time}`).getTime()
  return Number.isNaN(at) ? null : (at as Instant)
}
