import { needsCheck, type TimesheetDay, type TimesheetTotals, totalKeys } from '../contract/timesheets.ts'

/**
 * A day's sums as plain numbers, so that the months of a whole office are added up in milliseconds: the totals in the
 * order of `totalKeys`, then 1 for a day that somebody must check. Every figure of a day fits into 16 bits: the longest
 * session is a week, 10,080 minutes.
 */
export const figuresOfDay = totalKeys.length + 1

/** The rows' figures, one day after another. */
export function dayFigures(days: readonly TimesheetDay[]): Int16Array {
  const figures = new Int16Array(days.length * figuresOfDay)
  for (const [index, day] of days.entries()) {
    const at = index * figuresOfDay
    for (const [place, key] of totalKeys.entries()) figures[at + place] = day[key]
    figures[at + totalKeys.length] = needsCheck(day) ? 1 : 0
  }
  return figures
}

/**
 * Adds a person's days to the person's sum and to the sums of the days.
 * @param sum `figuresOfDay` numbers
 * @param days `figuresOfDay` numbers for each day
 * @param figures the person's, which begin with the same day as `days`
 */
export function addDays(sum: Float64Array, days: Float64Array, figures: Int16Array): void {
  for (let at = 0; at < days.length; at += figuresOfDay) {
    for (let place = 0; place < figuresOfDay; place++) {
      const value = figures[at + place]!
      sum[place]! += value
      days[at + place]! += value
    }
  }
}

export function totalsOf(sum: Float64Array): TimesheetTotals {
  return Object.fromEntries(totalKeys.map((key, place) => [key, sum[place]])) as TimesheetTotals
}

export function daysToCheckOf(sum: Float64Array): number {
  return sum[totalKeys.length]!
}
