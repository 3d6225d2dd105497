/** How the answer of an identity provider comes back to a window. */
export type WayBack =
  /** The page itself goes there, and is sent back to this address of the server that it is from. */
  | { readonly kind: 'page'; readonly address: string }
  /** The system's browser goes there, and is sent back to a port of this machine (RFC 8252). */
  | {
      readonly kind: 'browser'
      /** @param port null for any free one @throws AppError `port-taken` */
      readonly listen: (port: number | null) => Promise<AnswerListener>
    }

/** A port of this machine that a browser is sent back to. */
export interface AnswerListener extends AsyncDisposable {
  /** Where to. */
  readonly address: string
  /** Opens the system's browser there, and waits for it to come back with this state. @throws when `signal` aborts */
  answer(address: string, state: string, signal: AbortSignal): Promise<URLSearchParams>
}
