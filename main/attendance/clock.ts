/**
 * The wall clock and a steady clock read at the same time, in milliseconds. Anybody can set `wall`; `steady` is the
 * time since the machine was started, including sleep (`os.uptime()`; `performance.now()` may stop while it sleeps).
 */
export interface ClockReading {
  readonly wall: number
  readonly steady: number
}

export type ClockChange =
  | { readonly kind: 'steady' }
  /** `by` is positive when the clock was set forward. */
  | { readonly kind: 'moved'; readonly by: number }
  /** The machine was restarted in between: only a wall clock that went backwards is known to be wrong. */
  | { readonly kind: 'restarted' }

/** Smaller jumps come from time servers. */
const toleranceMs = 5_000
/** The largest drift between two working clocks: time servers may slew by 500 parts per million. */
const maxDrift = 500e-6

/**
 * Whether the wall clock was set between two readings. A jump shows as a difference between what the two clocks say
 * passed; up to 5 s and 500 parts per million of the time that passed are taken for drift.
 */
export function compareClocks(before: ClockReading, after: ClockReading): ClockChange {
  const wall = after.wall - before.wall
  const steady = after.steady - before.steady
  if (steady < 0) return wall < -toleranceMs ? { kind: 'moved', by: wall } : { kind: 'restarted' }
  const by = wall - steady
  return Math.abs(by) > toleranceMs + maxDrift * steady ? { kind: 'moved', by } : { kind: 'steady' }
}

/** The state between two readings of the clocks; plain data, so that it can be stored over a restart of the app. */
export interface ClockWatch {
  readonly last: ClockReading
  /** Entries are marked until the steady clock reaches this; null while the wall clock is trusted. */
  readonly markedUntil: number | null
}

export interface ClockLook {
  readonly watch: ClockWatch
  readonly change: ClockChange
  /** Whether entries recorded now carry `clockMoved`. */
  readonly marked: boolean
}

/**
 * Compares the clocks with the last reading; call it with every event and about once a minute.
 * @param markFor how long entries are marked after a change, in milliseconds
 */
export function watchClock(watch: ClockWatch | null, now: ClockReading, markFor = 3_600_000): ClockLook {
  if (watch === null) return { watch: { last: now, markedUntil: null }, change: { kind: 'steady' }, marked: false }
  const change = compareClocks(watch.last, now)
  const markedUntil = nextMark(watch, change, now, markFor)
  return { watch: { last: now, markedUntil }, change, marked: markedUntil !== null }
}

function nextMark(watch: ClockWatch, change: ClockChange, now: ClockReading, markFor: number): number | null {
  if (change.kind === 'moved') return now.steady + markFor
  if (change.kind === 'restarted' || watch.markedUntil === null || now.steady >= watch.markedUntil) return null
  return watch.markedUntil
}
