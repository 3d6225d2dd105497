import type { Caller } from '../contract/caller.ts'

/**
 * Who answers for a change, as entries, timesheets and files say it: the account that is signed in, and after it, as a
 * claim, another name that was typed. Where nobody has to sign in, the typed name is all there is.
 */
export function namedBy(typed: string, { account, actor }: Caller): string {
  if (account === undefined) return typed
  return typed.toLowerCase() === actor.toLowerCase() ? actor : `${actor} (${typed})`
}
