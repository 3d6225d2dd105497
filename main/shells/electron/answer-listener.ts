import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AnswerListener } from '../../app.ts'
import { AppError } from '../../contract/errors.ts'
import { returnPath } from '../../contract/identity-provider.ts'
import { requestLimits } from '../web/body.ts'
import { securityHeaders } from '../web/headers.ts'
import { sendReturnPage } from '../web/plain-page.ts'

/**
 * Listens on a port of this machine for the browser that comes back from an identity provider (RFC 8252, 7.3), for as
 * long as somebody signs in there. Whatever does not bring the state that was sent along is answered 404.
 * @param port null for any free one
 * @param browse opens the system's browser
 * @throws AppError `port-taken`
 */
export async function listenForAnswer(port: number | null, browse: (address: string) => void): Promise<AnswerListener> {
  let expected: { readonly state: string; readonly take: (answer: URLSearchParams) => void } | null = null
  const server = createServer(requestLimits(), (request, response) => {
    void respond(request, response).catch(() => response.destroy())
  })
  server.maxConnections = 16

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    request.resume()
    const url = URL.parse(request.url ?? '/', 'http://127.0.0.1')
    const isOurs =
      request.method === 'GET' && url?.pathname === returnPath && equals(url.searchParams.get('state'), expected?.state)
    if (url === null || expected === null || !isOurs) {
      response.writeHead(404).end()
      return
    }
    const { take } = expected
    expected = null
    await sendReturnPage(response, request.headers['accept-language'])
    take(url.searchParams)
  }

  server.listen(port ?? 0, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new AppError('port-taken', `Another program uses port ${port}. Choose another one in Settings, Accounts.`, {
      cause,
    })
  }
  const address = server.address()
  const opened = typeof address === 'object' && address !== null ? address.port : port
  return {
    address: `http://127.0.0.1:${opened}${returnPath}`,
    answer: (page, state, signal) =>
      new Promise((take, fail) => {
        signal.addEventListener('abort', () => fail(signal.reason), { once: true })
        if (signal.aborted) return fail(signal.reason)
        expected = { state, take }
        browse(page)
      }),
    async [Symbol.asyncDispose]() {
      // The browser gets its page first.
      server.closeIdleConnections()
      const cutOff = setTimeout(() => server.closeAllConnections(), 1000)
      await new Promise((closed) => server.close(closed))
      clearTimeout(cutOff)
    },
  }
}

function equals(one: string | null, other: string | undefined): boolean {
  const [left, right] = [Buffer.from(one ?? ''), Buffer.from(other ?? '')]
  return other !== undefined && left.length === right.length && timingSafeEqual(left, right)
}
