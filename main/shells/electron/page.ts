import { randomBytes } from 'node:crypto'
import { protocol, type WebFrameMain } from 'electron'
import { contentPolicy, securityHeaders } from '../web/headers.ts'
import { readStatic } from '../web/static-files.ts'

/** The page has an origin of its own, which nothing outside the app can claim. */
const scheme = 'app'
export const pageOrigin = `${scheme}://rollcall`
export const pageAddress = `${pageOrigin}/index.html`

/** Whether an address is our own page's; Electron gives it as a full address or as an origin. */
export function isOwnPage(address: string): boolean {
  return address === pageOrigin || address.startsWith(`${pageOrigin}/`)
}

/**
 * Whether our own page, and no frame in it, has sent a message.
 * https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
export function isOwnFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOwnPage(frame.url)
}

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the page, and below /samples/ the demo's photos. @param samples null outside the demo */
export function servePage(pages: string, samples: string | null): void {
  protocol.handle(scheme, async (request) => {
    const { pathname, host } = new URL(request.url)
    if (host !== 'rollcall' || request.method !== 'GET') return new Response(null, { status: 403 })
    const sample = /^\/samples(\/[\w-]+\.jpg)$/.exec(pathname)?.[1]
    const file =
      sample !== undefined && samples !== null ? await readStatic(samples, sample) : await readStatic(pages, pathname)
    if (file === null) return new Response(null, { status: 404 })
    const headers = { ...securityHeaders, 'content-type': file.type }
    if (!file.type.startsWith('text/html')) return new Response(new Uint8Array(file.bytes), { headers })
    const nonce = randomBytes(16).toString('base64')
    const page = file.bytes.toString().replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`)
    return new Response(page, { headers: { ...headers, 'content-security-policy': contentPolicy(nonce) } })
  })
}
