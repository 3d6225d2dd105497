import type { Caller } from '../contract/caller.ts'

/**
 * Returns the name that entries, timesheets and files show for whoever made a change: the account that is signed in,
 * with a different typed name after it as a claim. Where nobody has to sign in, it is the typed name.
 */
export function nameCaller(typed: string, { account, actor }: Caller): string {
  if (account === undefined) return typed
  return typed.toLowerCase() === actor.toLowerCase() ? actor : `${actor} (${typed})`
}
