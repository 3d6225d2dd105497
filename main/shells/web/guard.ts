import type { IncomingMessage } from 'node:http'
import type { Connection } from '../../app.ts'
import { returnPath } from '../../contract/identity-provider.ts'
import type { Browsers } from './browsers.ts'

/** What a request must show to be answered. */
export interface Guard {
  readonly browsers: Pick<Browsers, 'redeem' | 'find'>
  readonly port: number
  /** A name of this launch's own that means this machine, so that pages of other programs have another origin. */
  readonly host: string
}

export type Verdict =
  | { readonly kind: 'allowed'; readonly connection: Connection }
  /** The address holds a token that was not used before: the browser gets its cookie and is redirected to `/`. */
  | { readonly kind: 'let-in'; readonly secret: string }
  /** An identity provider sends a browser back, whoever it was; see came-back.ts. */
  | { readonly kind: 'came-back'; readonly connection: Connection | null }
  /** `page`: why a person in a browser is refused; null for requests that are not a person's. */
  | { readonly kind: 'refused'; readonly why: string; readonly page: Stranger | null }

/** How somebody can come to our page without being let in: never let in here, or with an address that was used. */
export type Stranger = 'not-signed-in' | 'old-address'

/** Cookies know no ports: the name tells two servers on one machine apart. */
export const cookieName = (port: number) => `rollcall-${port}`

/**
 * Lets only pages in that were opened by an address of ours: the Host must be this server by a loopback name (against
 * DNS rebinding), a request that changes anything must come from the page's own origin and carry `x-rollcall` (which no
 * foreign page can send without a preflight), and all must hold the cookie that a token in the address was changed for,
 * once.
 */
export function checkRequest(request: IncomingMessage, url: URL, guard: Guard): Verdict {
  const hosts = ['127.0.0.1', 'localhost', guard.host].map((name) => `${name}:${guard.port}`)
  const { host, origin, cookie } = request.headers
  if (host === undefined || !hosts.includes(host)) return refuse('it was addressed to another host')
  if (request.method === 'GET' && url.pathname === returnPath) {
    return { kind: 'came-back', connection: connectionOf(cookie ?? '', guard) }
  }
  const site = request.headers['sec-fetch-site']
  const reading = request.method === 'GET' || request.method === 'HEAD'
  if (request.method === 'GET' && url.pathname === '/' && url.searchParams.has('token')) {
    const secret = guard.browsers.redeem(url.searchParams.get('token') ?? '')
    return secret === null
      ? refuse('its address was used before, or is too old', 'old-address')
      : { kind: 'let-in', secret }
  }
  if (site !== undefined && site !== 'same-origin' && !(reading && site === 'none')) {
    return refuse('it came from another site')
  }
  if (!reading) {
    if (origin !== undefined && origin !== `http://${host}`) return refuse('it came from another origin')
    if (request.headers['x-rollcall'] !== '1') return refuse('the header x-rollcall is missing')
  }
  const connection = connectionOf(cookie ?? '', guard)
  return connection === null ? refuse('it is not let in', 'not-signed-in') : { kind: 'allowed', connection }
}

const refuse = (why: string, page: Stranger | null = null): Verdict => ({ kind: 'refused', why, page })

function connectionOf(header: string, { browsers, port }: Guard): Connection | null {
  const prefix = `${cookieName(port)}=`
  for (const part of header.split(';').map((each) => each.trim())) {
    const found = part.startsWith(prefix) ? browsers.find(part.slice(prefix.length)) : null
    if (found !== null) return found
  }
  return null
}
