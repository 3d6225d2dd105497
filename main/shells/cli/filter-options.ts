import { type Command, InvalidArgumentError } from 'commander'
import { Instant } from '../../contract/entities.ts'

/** A whole number of at least 1. */
export function upTo(max: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (Number.isInteger(number) && number >= 1 && number <= max) return number
    throw new InvalidArgumentError(`It must be 1 to ${max}.`)
  }
}

/** Adds `--from` and `--to`, which are moments as the contract has them. */
export function withTimes(command: Command): Command {
  return command
    .option('--from <time>', 'a day (2026-01-31, from its start here) or a time (2026-01-31T08:00:00Z)', startOf)
    .option('--to <time>', 'a day (to its end here) or a time (not included)', endOf)
}

const startOf = (text: string) => instantOf(text, 0)
const endOf = (text: string) => instantOf(text, 1)

/** A day in the machine's zone counts from midnight, `days` later; a time is taken as it is. */
function instantOf(text: string, days: number): Instant {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  const date = day === null ? new Date(text) : new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]) + days)
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It must be a day or a time, as 2026-01-31.')
  return Instant.parse(date.getTime())
}
