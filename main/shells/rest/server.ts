import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { App } from '../../app.ts'
import type { Output } from '../../contract/api.ts'
import { AppError, errorBody } from '../../contract/errors.ts'
import type { ApiToken } from '../../contract/rest.ts'
import { type Logger, silentLogger } from '../../log/logger.ts'
import { type Bodies, createBodies, maxConnections, requestLimits } from '../web/body.ts'
import { openApi } from './openapi.ts'
import { problem } from './problem.ts'
import type { Route } from './route.ts'
import { findRoute } from './routes.ts'

export interface RestOptions {
  readonly app: Pick<App, 'call' | 'setRestAddress'>
  /** 0 takes any free port. */
  readonly port: number
  /** Of the app, for the OpenAPI document. */
  readonly version: string
  readonly logger?: Logger
  /** Milliseconds in which a request must have come; half a minute when undefined. */
  readonly maxRequestMs?: number
}

export interface RestServer {
  readonly port: number
  /** For example `http://127.0.0.1:8765/v1`. */
  readonly address: string
  close(): Promise<void>
}

/** Limit of a request's body; photos are the largest. */
const bodyLimit = 32 * 1024 * 1024

/**
 * Serves docs/rest.md to programs on this machine, on 127.0.0.1 only. Every request but the one for the document needs
 * a token with the scope of its route; nothing is known of cookies, so a foreign page can do nothing here.
 * @throws AppError `port-taken` when the port is taken
 */
export async function startRestServer(options: RestOptions): Promise<RestServer> {
  const bodies = createBodies(bodyLimit)
  const server = createServer(requestLimits(options.maxRequestMs), (request, response) => {
    answer(options, bodies, request, response).catch((error: unknown) => {
      const unexpected = errorBody(error).code === 'internal'
      if (unexpected) (options.logger ?? silentLogger).error('request-failed', { error })
      if (response.headersSent) response.destroy()
      else refuse(response, errorBody(error))
    })
  })
  server.maxConnections = maxConnections
  await new Promise<void>((listening, failed) => {
    server.once('error', (cause) => {
      const message = `The local API could not start on port ${options.port}. Another program may use it: choose another port.`
      failed(new AppError('port-taken', message, { cause }))
    })
    server.listen(options.port, '127.0.0.1', listening)
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port
  const address = `http://127.0.0.1:${port}/v1`
  options.app.setRestAddress(address)
  return {
    port,
    address,
    close: () =>
      new Promise((closed) => {
        options.app.setRestAddress(null)
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  options: RestOptions,
  bodies: Bodies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('cache-control', 'no-store')
  response.setHeader('x-content-type-options', 'nosniff')
  // A path that begins with two slashes would be parsed as a host.
  const url = new URL(`http://127.0.0.1${request.url?.startsWith('/') ? request.url : '/'}`)
  if (url.pathname === '/v1/openapi.json' && (request.method === 'GET' || request.method === 'HEAD')) {
    return send(response, openApi(options.version, `http://127.0.0.1:${request.socket.localPort}`))
  }
  const { route, id, verbs } = findRoute(request.method ?? '', url.pathname)
  const { token, tooMany } = await tokenOf(options.app, request)
  if (token === null) {
    request.resume()
    return refuseToken(response, tooMany)
  }
  if (route !== null && !token.scopes.includes(route.scope)) {
    request.resume()
    return refuse(response, { code: 'forbidden', message: `This token does not have the scope ${route.scope}.` })
  }
  if (route === null) {
    request.resume()
    if (verbs.length > 0) response.setHeader('allow', verbs.join(', '))
    const missing = { code: 'unknown-method' as const, message: 'There is nothing here. See /v1/openapi.json.' }
    return refuse(response, missing, verbs.length > 0 ? 405 : 404)
  }
  const body = await bodies.read(request, response)
  if (body.kind === 'gone') return
  if (body.kind === 'refused') {
    response.setHeader('connection', 'close')
    return refuse(
      response,
      body.status === 413
        ? { code: 'invalid-input', reason: 'malformed-request', message: body.why }
        : { code: 'cancelled', message: body.why },
      body.status,
    )
  }
  const query = parseStrictly(route.query, queryOf(url))
  const asked = { id: idOf(route, id), query, body: bodyOf(route, body.bytes), scopes: token.scopes }
  const result = await route.run(withCaller(token, options.app), asked).catch((error: unknown) => {
    throw token.scopes.includes('people:read') ? error : withoutName(error)
  })
  if (route.answer === null) response.writeHead(204).end()
  else send(response, result)
}

/** Null for whoever has none, and so learns nothing, not even which paths there are. */
async function tokenOf(app: Pick<App, 'call'>, request: IncomingMessage): Promise<Output<'rest.check'>> {
  const secret = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  return secret === undefined ? { token: null, tooMany: false } : app.call('rest.check', { secret })
}

/** The app, asked in the name of a token. */
function withCaller({ name }: ApiToken, app: Pick<App, 'call'>): Pick<App, 'call'> {
  return { call: (method, input) => app.call(method, input, { actor: name, via: 'api', role: 'hr' }) }
}

function refuseToken(response: ServerResponse, tooMany: boolean): void {
  if (tooMany) {
    response.setHeader('retry-after', '60')
    refuse(response, { code: 'forbidden', message: 'Too many wrong tokens. Try again in a minute.' }, 429)
    return
  }
  response.setHeader('www-authenticate', 'Bearer')
  refuse(response, { code: 'forbidden', message: 'Send a valid token: `Authorization: Bearer rc_...`.' }, 401)
}

/** That a number is taken says whose it is, to whoever may read people. */
function withoutName(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'employee-number-taken') return error
  return new AppError('employee-number-taken', 'Another person has this employee number. Give another one, or none.')
}

function queryOf(url: URL): Record<string, string> {
  const names = [...url.searchParams.keys()]
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new AppError('malformed-request', `"${twice}" stands twice in the address.`)
  return Object.fromEntries(url.searchParams)
}

function idOf(route: Route, digits: string | null): unknown {
  return route.id === null ? null : parseStrictly(z.object({ id: route.id }), { id: Number(digits) }).id
}

function bodyOf(route: Route, body: Uint8Array): unknown {
  if (route.body === null) return null
  if (route.body === 'photo') return body
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(body))
  } catch (cause) {
    throw new AppError('malformed-request', 'The body is not JSON.', { cause })
  }
  return parseStrictly(route.body, value)
}

/** @throws AppError `malformed-request` with what is wrong and where; unknown names are wrong too */
function parseStrictly<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const strict = schema instanceof z.ZodObject ? schema.strict() : schema
  const result = strict.safeParse(value, {
    error: ({ code, expected }) => (code === 'invalid_type' && expected === 'number' ? 'must be a number' : undefined),
  })
  if (result.success) return result.data as z.output<S>
  const issues = result.error.issues.map(({ path, message }) => `${path.join('.') || 'request'}: ${message}`)
  throw new AppError('malformed-request', `The request could not be understood (${issues.join('; ')}).`)
}

function refuse(response: ServerResponse, error: Parameters<typeof problem>[0], status?: number): void {
  const body = problem(error, status)
  response.writeHead(body.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body))
}

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
