import type { Uniform } from '../../main/numeric/random.ts'

/** What came of an experiment's rounds. */
export interface Outcome {
  readonly rounds: number
  /** What was said to be stored. */
  readonly acknowledged: number
  /** Acknowledged, and not there afterwards. */
  readonly lost: number
  /** Refused, and there all the same. */
  readonly doubled: number
  /** Rounds after which the data did not open, or were short. */
  readonly unopened: number
  /** Sentences that were untrue, or an inner error in its raw form; empty is right. */
  readonly wrongWords: readonly string[]
  /** Anything else that must not be; empty is right. */
  readonly faults: readonly string[]
  /** What else was measured, in words. */
  readonly note: string
}

/** One row of the table. */
export interface Experiment {
  readonly name: string
  /** Why it cannot be run here; null when it can. */
  readonly whyNot: () => string | null
  /** Rounds of a whole run and of the short one that is part of the tests. */
  readonly rounds: { readonly whole: number; readonly short: number }
  /** @param folder an empty one of its own */
  readonly run: (folder: string, rounds: number, random: Uniform) => Promise<Outcome>
}

export const nothingWrong = { acknowledged: 0, lost: 0, doubled: 0, unopened: 0, wrongWords: [], faults: [], note: '' }

export const possible = () => null

/** An error in its raw form, as the system, SQLite or a stack words it. */
const rawWords =
  /Something went wrong inside Rollcall|\bE[A-Z]{3,}\b[:,]|SQLITE_|disk I\/O error|^\s+at .+:\d+:\d+|"code":|already exists|in JSON at position/m

/** The sentences among these that nobody should read. */
export function rawAmong(sentences: Iterable<string>): string[] {
  return [...new Set(sentences)].filter((sentence) => rawWords.test(sentence))
}
