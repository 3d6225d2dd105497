import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { uptime } from 'node:os'
import { encode } from '@msgpack/msgpack'
import type { App, Connection } from '../../app.ts'
import { AppError, errorBody } from '../../contract/errors.ts'
import { returnPath } from '../../contract/identity-provider.ts'
import { dispatch, reply } from '../../dispatch.ts'
import { type Logger, silentLogger } from '../../log/logger.ts'
import { streamAnnouncements } from './announcements.ts'
import { type Bodies, bodyLimit, createBodies, maxConnections, requestLimits } from './body.ts'
import { type Browsers, createBrowsers } from './browsers.ts'
import { leadBack } from './came-back.ts'
import { checkRequest, cookieName, type Guard } from './guard.ts'
import { contentPolicy, securityHeaders } from './headers.ts'
import { decodeBody } from './message-pack.ts'
import { sendRefusalPage } from './plain-page.ts'
import { readStatic } from './static-files.ts'

export interface WebOptions {
  readonly app: Pick<App, 'connect'>
  /** The built pages. */
  readonly pages: string
  /** The demo's photos, served below /samples/; null outside the demo. */
  readonly samples: string | null
  /** 0 takes any free port. */
  readonly port: number
  readonly logger?: Logger
  /** Milliseconds in which a request must have come; half a minute when undefined. */
  readonly maxRequestMs?: number
}

export interface WebServer {
  /** An address to open, which lets one browser in, once, within ten minutes. */
  makeUrl(): string
  readonly port: number
  /** Ends open streams and waits for calls that are being answered. */
  close(): Promise<void>
}

interface Site extends WebOptions {
  readonly guard: Guard
  readonly browsers: Browsers
  readonly bodies: Bodies
}

/**
 * Serves the app to a browser on this machine, on 127.0.0.1 only. Routes: `POST /api/call/METHOD` (MessagePack in, a
 * MessagePack reply out), `POST /api/frame` (a binary frame in, a MessagePack reply out), `GET /api/events`
 * (server-sent events), and the pages.
 * @throws AppError `port-taken` when the port is taken
 */
export async function startWebServer(options: WebOptions): Promise<WebServer> {
  const toReturnAddress = () => `http://127.0.0.1:${site.guard.port}${returnPath}`
  const browsers = createBrowsers(options.app, () => uptime() * 1000, toReturnAddress)
  const host = `rollcall-${randomBytes(6).toString('hex')}.localhost`
  const bodies = createBodies(bodyLimit)
  let site: Site = { ...options, bodies, browsers, guard: { browsers, host, port: options.port } }
  const server = createServer(requestLimits(options.maxRequestMs), (request, response) => {
    answer(site, request, response).catch((error: unknown) => {
      const { logger = silentLogger } = options
      logger.error('request-failed', { error })
      if (response.headersSent) response.destroy()
      else sendText(response, 500, errorBody(error).message)
    })
  })
  server.maxConnections = maxConnections
  await new Promise<void>((listening, failed) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      failed(new AppError('port-taken', portMessage(cause, options.port), { cause })),
    )
    server.listen(options.port, '127.0.0.1', listening)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  site = { ...options, bodies, browsers, guard: { browsers, host, port } }
  return {
    makeUrl: () => `http://${host}:${port}/?token=${browsers.makeToken()}`,
    port,
    close: () =>
      new Promise((closed) => {
        const cutOff = setTimeout(() => server.closeAllConnections(), 1000)
        server.close(() => {
          clearTimeout(cutOff)
          browsers.close()
          closed()
        })
        server.closeIdleConnections()
      }),
  }
}

function portMessage(cause: NodeJS.ErrnoException, port: number): string {
  if (cause.code === 'EADDRINUSE') return `Port ${port} is in use by another program. Choose another with --port.`
  return `The server could not start on port ${port}: ${cause.message}`
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const url = URL.parse(request.url ?? '/', 'http://127.0.0.1')
  if (url === null) {
    request.resume()
    return sendText(response, 400, 'This address cannot be read.')
  }
  const verdict = checkRequest(request, url, site.guard)
  if (verdict.kind === 'refused') {
    request.resume()
    const { accept, 'accept-language': languages } = request.headers
    if (verdict.page !== null && accept?.includes('text/html')) {
      return sendRefusalPage(response, verdict.page, languages)
    }
    return sendText(response, 403, `Rollcall refused this request because ${verdict.why}. Open the address it printed.`)
  }
  if (verdict.kind === 'came-back') return leadBack(request, url, response, verdict.connection !== null, site.guard)
  if (verdict.kind === 'let-in') {
    const cookie = `${cookieName(site.guard.port)}=${verdict.secret}; Path=/; HttpOnly; SameSite=Strict`
    response.writeHead(303, { location: '/', 'set-cookie': cookie }).end()
    return
  }
  if (url.pathname.startsWith('/api/')) await answerApi(site, verdict.connection, url, request, response)
  else await answerPage(site, url, request, response)
}

async function answerApi(
  site: Site,
  connection: Connection,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (url.pathname === '/api/events' && request.method === 'GET') {
    streamAnnouncements(connection, request, response)
    return
  }
  const method = /^\/api\/call\/([\w.]+)$/.exec(url.pathname)?.[1]
  if (method === undefined && url.pathname !== '/api/frame') return sendText(response, 404, 'There is nothing here.')
  if (request.method !== 'POST') return sendText(response, 405, 'Only POST is answered here.')
  const body = await site.bodies.read(request, response)
  if (body.kind === 'gone') return
  if (body.kind === 'refused') {
    response.setHeader('connection', 'close')
    return sendText(response, body.status, body.why)
  }
  const { bytes } = body
  const result =
    method === undefined
      ? await reply(() => connection.pushFrame(bytes))
      : await reply(async () => decodeBody(bytes)).then((input) =>
          input.ok ? dispatch(connection, method, input.value) : input,
        )
  response.writeHead(200, { 'content-type': 'application/msgpack' }).end(encode(result))
}

async function answerPage(site: Site, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendText(response, 405, 'Pages are only read.')
  const sample = /^\/samples(\/[\w-]+\.jpg)$/.exec(url.pathname)?.[1]
  const file =
    sample !== undefined && site.samples !== null
      ? await readStatic(site.samples, sample)
      : await readStatic(site.pages, url.pathname === '/' ? '/index.html' : url.pathname)
  if (file === null) return sendText(response, 404, 'There is no such page.')
  // Names below /assets/ hold a hash of the content.
  if (url.pathname.startsWith('/assets/')) response.setHeader('cache-control', 'private, max-age=31536000, immutable')
  const bytes = file.type.startsWith('text/html') ? withNonce(file.bytes, response) : file.bytes
  response.writeHead(200, { 'content-type': file.type, 'content-length': bytes.length })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** Puts a nonce into the page, where its components look for it, and into the content policy. */
function withNonce(page: Buffer, response: ServerResponse): Buffer {
  const nonce = randomBytes(16).toString('base64')
  response.setHeader('content-security-policy', contentPolicy(nonce))
  return Buffer.from(page.toString().replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`))
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
