import { z } from 'zod'

/**
 * The way by which a call came: a window of the app, a kiosk's own window, a page in a browser, a program with a token,
 * the command line, or nobody's: what Rollcall does by itself.
 */
export const Via = z.enum(['window', 'kiosk', 'browser', 'api', 'command', 'app'])
export type Via = z.infer<typeof Via>

/** Who asks for something, and by which way, for the audit log. */
export interface Caller {
  /** The user of this machine, the name of a kiosk, or the name of a program's token. */
  readonly actor: string
  readonly via: Via
}
