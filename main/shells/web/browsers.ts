import { randomBytes } from 'node:crypto'
import type { App, Connection } from '../../app.ts'

/** The browsers that were let in, each with a connection of its own. */
export interface Browsers {
  /** A token that lets one browser in, once. */
  makeToken(): string
  /** @returns the secret for the browser's cookie; null for a token that was used, is too old or was never made */
  redeem(token: string): string | null
  /** @returns null for a cookie that lets nobody in any more */
  find(secret: string): Connection | null
  close(): void
}

/** How long a token waits to be used, milliseconds: time enough to copy an address. */
const tokenLifeMs = 10 * 60_000
/** A browser that asks nothing for so long is forgotten; an open page asks every few seconds. */
const idleMs = 12 * 60 * 60_000

interface Browser {
  readonly connection: Connection
  seenAt: number
}

/**
 * @param steady milliseconds of a clock that nobody can set
 * @param returnAddress where an identity provider sends a browser back to
 */
export function createBrowsers(app: Pick<App, 'connect'>, steady: () => number, returnAddress: () => string): Browsers {
  // Without the secret nobody can choose where to look, so that finding it in a map tells nothing by its time.
  const tokens = new Map<string, number>()
  const browsers = new Map<string, Browser>()
  const makeSecret = () => randomBytes(32).toString('base64url')

  function forgetIdle(): void {
    for (const [secret, { connection, seenAt }] of browsers) {
      if (steady() - seenAt < idleMs) continue
      browsers.delete(secret)
      connection.close()
    }
  }

  return {
    makeToken() {
      const token = makeSecret()
      tokens.set(token, steady())
      return token
    },
    redeem(token) {
      const madeAt = tokens.get(token)
      tokens.delete(token)
      if (madeAt === undefined || steady() - madeAt > tokenLifeMs) return null
      forgetIdle()
      const secret = makeSecret()
      const connection = app.connect({ via: 'browser', wayBack: { kind: 'page', address: returnAddress() } })
      browsers.set(secret, { connection, seenAt: steady() })
      return secret
    },
    find(secret) {
      forgetIdle()
      const browser = browsers.get(secret)
      if (browser === undefined) return null
      browser.seenAt = steady()
      return browser.connection
    },
    close() {
      for (const { connection } of browsers.values()) connection.close()
      browsers.clear()
    },
  }
}
