import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a request must show to be answered. */
export interface Guard {
  readonly token: string
  readonly port: number
}

export type Verdict =
  | { readonly kind: 'allowed' }
  /** The address with the right token: the browser gets its cookie and is sent to `/`. */
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'refused'; readonly why: string }

/** Cookies know no ports: the name tells two servers on one machine apart. */
export const cookieName = (guard: Guard) => `rollcall-${guard.port}`

/**
 * Lets only this launch's own page in: the Host must be this server by a loopback name (against DNS rebinding), a
 * request that changes anything must come from the page's own origin and carry `x-rollcall` (which no foreign page
 * can send without a preflight), and all must hold the token, once in the address and from then on in a cookie.
 */
export function judge(request: IncomingMessage, url: URL, guard: Guard): Verdict {
  const hosts = [`127.0.0.1:${guard.port}`, `localhost:${guard.port}`]
  const { host, origin, cookie } = request.headers
  if (host === undefined || !hosts.includes(host)) return refused('it was addressed to another host')
  const site = request.headers['sec-fetch-site']
  const reading = request.method === 'GET' || request.method === 'HEAD'
  if (reading && url.pathname === '/' && url.searchParams.has('token')) {
    return sameText(url.searchParams.get('token') ?? '', guard.token)
      ? { kind: 'sign-in' }
      : refused('the token is wrong')
  }
  if (site !== undefined && site !== 'same-origin' && !(reading && site === 'none')) {
    return refused('it came from another site')
  }
  if (!reading) {
    if (origin !== undefined && origin !== `http://${host}`) return refused('it came from another origin')
    if (request.headers['x-rollcall'] !== '1') return refused('the header x-rollcall is missing')
  }
  return holdsToken(cookie ?? '', guard) ? { kind: 'allowed' } : refused('it is not signed in')
}

const refused = (why: string): Verdict => ({ kind: 'refused', why })

function holdsToken(header: string, guard: Guard): boolean {
  const prefix = `${cookieName(guard)}=`
  return header
    .split(';')
    .map((part) => part.trim())
    .some((part) => part.startsWith(prefix) && sameText(part.slice(prefix.length), guard.token))
}

/** Takes the same time wherever the texts differ. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
