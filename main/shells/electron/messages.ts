import type { App, AppOptions } from '../../app.ts'
import type { KeyPlace } from '../../contract/key-place.ts'
import type { Notice } from '../../contract/notices.ts'
import type { Reply } from '../../dispatch.ts'

/** What main tells the engine; a `window` message carries the port to that window, which may be a kiosk's. */
export type EngineOrder =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'window'; readonly kiosk: string | null }
  /** Asks whether a locked kiosk may be left; with the secret that was typed for it, or without. */
  | { readonly kind: 'leave'; readonly id: number; readonly secret: unknown }
  /** Asks whether it still works. */
  | { readonly kind: 'ping' }
  /** A secret and what the key chain made of it, as it was asked for. */
  | { readonly kind: 'secret'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'stop' }

/** Plain data; `keyChainPlace` is null where there is no key chain. */
export type StartOptions = Omit<AppOptions, 'logger' | 'keyChain'> & { readonly keyChainPlace: KeyPlace | null }

/**
 * What the engine tells main: that it works, once it has started, even when it can only report why the data do not
 * open; whether a kiosk may be left; and where somebody signs in.
 */
export type EngineSign =
  | { readonly kind: 'pong' }
  | { readonly kind: 'leave'; readonly id: number; readonly reply: Reply }
  /** Asks for a new secret, sealed by the key chain, which only main can use. */
  | { readonly kind: 'seal-secret'; readonly id: number }
  /** The identity provider's page is to be opened in the system's browser. */
  | { readonly kind: 'browse'; readonly address: string }

/** What a window asks of the engine over its port. */
export type EngineRequest =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'frame'; readonly id: number; readonly buffer: Uint8Array }

/** What the engine tells a window over its port. */
export type EngineMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'announcement'; readonly topic: Topic; readonly message: unknown }

type Topic = Parameters<Parameters<App['subscribe']>[0]>[0]

/** The result of printing a page. */
export type Printed = { readonly kind: 'saved'; readonly fileName: string } | { readonly kind: 'cancelled' }

/** Names of the few messages between main and preload, besides which they say nothing to each other. */
export const channels = {
  /** preload to main: this window wants to talk to the engine */
  connect: 'rollcall:connect',
  /** main to preload, with the port to the engine */
  port: 'rollcall:port',
  /** main to preload: the engine died; what it was asked is lost */
  stopped: 'rollcall:stopped',
  /** main to preload: a notice of main's own */
  notice: 'rollcall:notice',
  /** preload to main, with a kiosk's name: open its window */
  openKiosk: 'rollcall:open-kiosk',
  /** preload to main, with the name of a page that the engine wrote: make a PDF of it */
  savePdf: 'rollcall:save-pdf',
  /** main to preload, with whether this window is locked, whenever that changes and when the page has loaded */
  locked: 'rollcall:locked',
  /** preload to main: asks again whether this window is locked */
  askLocked: 'rollcall:ask-locked',
  /** main to preload: somebody wants to leave this locked window, which takes a secret */
  leaving: 'rollcall:leaving',
  /** preload to main, with name, passphrase and code: unlock this window */
  leave: 'rollcall:leave',
  /** preload to main, with true while this window's display should stay on */
  keepAwake: 'rollcall:keep-awake',
} as const

export type MainNotice = typeof Notice._output
