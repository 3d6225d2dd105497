const dayMinutes = 1440

/** Minutes after midnight of an input of type time, 17:05; null while it is not complete. */
export function minuteOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})/.exec(time)
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2])
}

/** As an input of type time writes it; beyond midnight the time of the next day. */
export function timeOf(minute: number): string {
  const own = minute % dayMinutes
  return `${String(Math.floor(own / 60)).padStart(2, '0')}:${String(own % 60).padStart(2, '0')}`
}
