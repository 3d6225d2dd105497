import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a request must show to be answered. */
export interface Guard {
  readonly token: string
  readonly port: number
}

export type Verdict =
  | { readonly kind: 'allowed' }
  /** The address holds the right token: the browser gets its cookie and is redirected to `/`. */
  | { readonly kind: 'sign-in' }
  /** `page`: why a person in a browser is refused; null for requests that are not a person's. */
  | { readonly kind: 'refused'; readonly why: string; readonly page: Stranger | null }

/**
 * How somebody can come to our page without being let in: never signed in here, or with an address of an earlier
 * launch.
 */
export type Stranger = 'not-signed-in' | 'old-address'

/** Cookies know no ports: the name tells two servers on one machine apart. */
export const cookieName = (guard: Guard) => `rollcall-${guard.port}`

/**
 * Lets only this launch's own page in: the Host must be this server by a loopback name (against DNS rebinding), a
 * request that changes anything must come from the page's own origin and carry `x-rollcall` (which no foreign page
 * can send without a preflight), and all must hold the token, once in the address and from then on in a cookie.
 */
export function checkRequest(request: IncomingMessage, url: URL, guard: Guard): Verdict {
  const hosts = [`127.0.0.1:${guard.port}`, `localhost:${guard.port}`]
  const { host, origin, cookie } = request.headers
  if (host === undefined || !hosts.includes(host)) return refuse('it was addressed to another host')
  const site = request.headers['sec-fetch-site']
  const reading = request.method === 'GET' || request.method === 'HEAD'
  if (reading && url.pathname === '/' && url.searchParams.has('token')) {
    return sameText(url.searchParams.get('token') ?? '', guard.token)
      ? { kind: 'sign-in' }
      : refuse('the token is wrong', 'old-address')
  }
  if (site !== undefined && site !== 'same-origin' && !(reading && site === 'none')) {
    return refuse('it came from another site')
  }
  if (!reading) {
    if (origin !== undefined && origin !== `http://${host}`) return refuse('it came from another origin')
    if (request.headers['x-rollcall'] !== '1') return refuse('the header x-rollcall is missing')
  }
  return holdsToken(cookie ?? '', guard) ? { kind: 'allowed' } : refuse('it is not signed in', 'not-signed-in')
}

const refuse = (why: string, page: Stranger | null = null): Verdict => ({ kind: 'refused', why, page })

function holdsToken(header: string, guard: Guard): boolean {
  const prefix = `${cookieName(guard)}=`
  return header
    .split(';')
    .map((part) => part.trim())
    .some((part) => part.startsWith(prefix) && sameText(part.slice(prefix.length), guard.token))
}

/** Compares texts in constant time. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
