import { z } from 'zod'
import type { Role } from './roles.ts'

/**
 * The way by which a call came: a window of the app, a kiosk's own window, a page in a browser, a program with a token,
 * the command line, or nobody's: what Rollcall does by itself.
 */
export const Via = z.enum(['window', 'kiosk', 'browser', 'api', 'command', 'app'])
export type Via = z.infer<typeof Via>

/** Who asks for something, by which way, and as what. */
export interface Caller {
  /** The account, the user of this machine, the name of a kiosk, or the name of a program's token. */
  readonly actor: string
  readonly via: Via
  readonly role: Role
  /** The groups that a manager answers for; null for everybody else, whom no group confines. */
  readonly groups?: readonly string[] | null
  /** The connection that signs in and out; undefined where there is none to sign in at. */
  readonly session?: SessionId
}

/** Names one window, or one browser, for as long as it is connected. */
export type SessionId = string & { readonly session: unique symbol }
