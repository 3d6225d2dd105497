const dayMinutes = 1440

/** Converts the text of a time input, such as 17:05, to minutes after midnight; null while it is incomplete. */
export function minuteOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})/.exec(time)
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2])
}

/**
 * Converts minutes after midnight to the text of a time input; minutes beyond midnight give the time of the next day.
 */
export function timeOf(minute: number): string {
  const own = minute % dayMinutes
  return `${String(Math.floor(own / 60)).padStart(2, '0')}:${String(own % 60).padStart(2, '0')}`
}
