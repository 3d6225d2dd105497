import { z } from 'zod'
import type { AccountId } from './accounts.ts'
import type { Role } from './roles.ts'

/**
 * How a call came in: a window of the app, a kiosk's window, a page in a browser, a program with a token, the command
 * line, or Rollcall itself.
 */
export const Via = z.enum(['window', 'kiosk', 'browser', 'api', 'command', 'app'])
export type Via = z.infer<typeof Via>

/** Who calls, how, and in which role. */
export interface Caller {
  /** The account, the user of this machine, the name of a kiosk, or the name of a program's token. */
  readonly actor: string
  readonly via: Via
  readonly role: Role
  /** The groups that a manager is responsible for; null for everybody else, who is not limited to groups. */
  readonly groups?: readonly string[] | null
  /** The account that is signed in; undefined where nobody is, or nobody has to be. */
  readonly account?: AccountId
  /** The connection that signs in and out; undefined where there is none to sign in at. */
  readonly session?: SessionId
}

/** Names one window, or one browser, for as long as it is connected. */
export type SessionId = string & { readonly session: unique symbol }
