import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export const client = { id: 'rollcall', secret: 'a secret of the office' }

export interface TestIdentityProvider {
  readonly issuer: string
  /** What it was asked for, such as `GET /auth`. */
  readonly asked: readonly string[]
  /** Goes away, and comes back at the same address. */
  stop(): Promise<void>
  start(): Promise<void>
}

/**
 * A real OpenID provider on this machine. Whoever signs in chooses who they are: their address is that name at
 * example.org, which is verified unless the name begins with `unverified`.
 */
export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  const asked: string[] = []
  let server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/signed-in'],
      },
    ],
    claims: { email: ['email', 'email_verified'] },
    cookies: { keys: ['test'] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    jwks: { keys: [key] },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, email: `${sub}@example.org`, email_verified: !sub.startsWith('unverified') }),
    }),
  })
  const answer = provider.callback()
  const listen = () => {
    server.on('request', (request, response) => {
      asked.push(`${request.method} ${request.url?.split('?')[0]}`)
      answer(request, response)
    })
  }
  listen()
  return {
    issuer,
    asked,
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
    async start() {
      server = createServer()
      listen()
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
  }
}

/**
 * Signs in at the provider by its own pages, as a browser does.
 * @param login who; null for somebody who cancels
 * @returns where the provider sends the browser back to
 */
export async function signInAtProvider(address: string, login: string | null): Promise<URL> {
  const cookies = new Map<string, string>()
  const { origin } = new URL(address)
  async function ask(url: URL, form: Record<string, string> | null): Promise<Response> {
    const response = await fetch(url, {
      method: form === null ? 'GET' : 'POST',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
      ...(form !== null && { body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split(/=(.*)/s)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  let response = await ask(new URL(address), null)
  let at = new URL(address)
  for (let step = 0; step < 20; step++) {
    const location = response.headers.get('location')
    if (location !== null) {
      at = new URL(location, at)
      if (at.origin !== origin) return at
      response = await ask(at, null)
      continue
    }
    const page = await response.text()
    if (login === null) {
      const abort = /href="([^"]*\/abort)"/.exec(page)?.[1]
      if (abort === undefined) throw new Error(`The provider offers no way back:\n${page}`)
      at = new URL(abort, at)
      response = await ask(at, null)
      continue
    }
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`The provider shows no form:\n${page}`)
    at = new URL(action, at)
    response = await ask(at, { prompt, ...(prompt === 'login' && { login, password: 'any' }) })
  }
  throw new Error('The provider never ends.')
}
