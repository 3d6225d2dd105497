import type { IncomingMessage, ServerResponse } from 'node:http'
import { escapeMarkup } from '../../text/markup.ts'
import { sendRefusalPage } from './plain-page.ts'

/** What an identity provider's answer is made of (OpenID Connect Core 3.1.2.5, 3.1.2.6, RFC 9207). */
const parts = ['code', 'state', 'iss', 'error', 'error_description'] as const
/** Says that our own page asks, which sends the cookie along. */
const again = 'again'

/**
 * Leads a browser that comes back from an identity provider to the page that it left from, which hands the answer in. A
 * provider knows us by the address 127.0.0.1, and our page has a name of its own; and the cookie (SameSite=Strict)
 * comes with requests of our own pages only. So each of the two names asks itself once more before it decides.
 */
export async function leadBack(
  { headers }: IncomingMessage,
  url: URL,
  response: ServerResponse,
  isLetIn: boolean,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  const answer = new URLSearchParams()
  for (const part of parts) {
    const value = url.searchParams.get(part)
    if (value !== null) answer.set(part, value)
  }
  const own = `${host}:${port}`
  if (!url.searchParams.has(again)) {
    answer.set(again, '')
    const next = escapeMarkup(`${url.pathname}?${answer}`)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><title>Rollcall</title><meta http-equiv="refresh" content="0; url=${next}">`)
  } else if (isLetIn) response.writeHead(303, { location: `/?${answer}#/today` }).end()
  else if (headers.host !== own) response.writeHead(303, { location: `http://${own}${url.pathname}?${answer}` }).end()
  else await sendRefusalPage(response, 'not-signed-in', headers['accept-language'])
}
