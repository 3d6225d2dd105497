import type { Configuration } from 'openid-client'
import { networkFailureOf } from '../attendance/network-failure.ts'
import type { SignInFailure } from '../contract/identity-provider.ts'
import type { ProvedIdentity } from '../store/accounts.ts'
import type { StoredProvider } from '../store/identity-provider.ts'

/** What is remembered of an attempt between leaving for the provider and coming back. */
export interface Attempt {
  /** Where the browser is to go. */
  readonly address: string
  /** Comes back with the answer. */
  readonly state: string
  readonly nonce: string
  /** Of PKCE (RFC 7636). */
  readonly verifier: string
  /** Where the browser comes back to. */
  readonly returnAddress: string
  readonly config: Configuration
}

type Client = Pick<StoredProvider, 'issuer' | 'clientId' | 'clientSecret'>

/** An attempt to sign in that leads to nothing. */
export class SignInError extends Error {
  readonly why: SignInFailure

  constructor(why: SignInFailure, cause?: unknown) {
    super(`Signing in at the identity provider failed: ${why}`, { cause })
    this.name = 'SignInError'
    this.why = why
  }
}

/** Read when somebody signs in by it: a door opens without it. */
const loadClient = () => import('openid-client')

/** Seconds that a provider has to answer, and that its clock may differ by. */
const timeoutSeconds = 10
const clockToleranceSeconds = 60
/** Takes no `prompt=login`, but asks which account it is to be. */
const google = 'https://accounts.google.com'

/** Asks a provider for its description. @throws SignInError */
export async function discoverProvider({ issuer, clientId, clientSecret }: Client): Promise<Configuration> {
  const client = await loadClient()
  const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
  try {
    const server = new URL(issuer)
    const found = await client.discovery(server, clientId, undefined, client.None(), {
      timeout: timeoutSeconds,
      execute,
    })
    const metadata = found.serverMetadata()
    // One description for several tenants would let each of them say who somebody is.
    if (new URL(metadata.issuer).href !== server.href) throw new SignInError('not-a-provider')
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const proof =
      clientSecret === null
        ? client.None()
        : methods.includes('client_secret_basic')
          ? client.ClientSecretBasic(clientSecret)
          : client.ClientSecretPost(clientSecret)
    const config = new client.Configuration(
      metadata,
      clientId,
      { [client.clockTolerance]: clockToleranceSeconds },
      proof,
    )
    config.timeout = timeoutSeconds
    for (const extend of execute) extend(config)
    // Not only the connection says that a token is the provider's, but its signature too.
    client.enableNonRepudiationChecks(config)
    return config
  } catch (error) {
    throw toSignInError(error, 'not-a-provider')
  }
}

/** Begins an attempt by the authorization code flow with PKCE, state and nonce. @throws SignInError */
export async function beginAttempt(provider: Client, returnAddress: string): Promise<Attempt> {
  const client = await loadClient()
  const config = await discoverProvider(provider)
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: returnAddress,
    scope: 'openid email',
    ...{ state, nonce, code_challenge: await client.calculatePKCECodeChallenge(verifier) },
    code_challenge_method: 'S256',
    // Whoever was signed out here for not using the window may still be signed in there.
    prompt: provider.issuer === google ? 'select_account' : 'login',
  })
  return { address: address.href, state, nonce, verifier, returnAddress, config }
}

/** Redeems what the browser has brought back for who somebody is. @throws SignInError */
export async function redeemAnswer(attempt: Attempt, answer: URLSearchParams): Promise<ProvedIdentity> {
  const client = await loadClient()
  const { config, state, nonce, verifier, returnAddress } = attempt
  const url = new URL(returnAddress)
  url.search = answer.toString()
  try {
    const tokens = await client.authorizationCodeGrant(config, url, {
      ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
      idTokenExpected: true,
    })
    const claims = tokens.claims()!
    const { iss: issuer, sub: subject } = claims
    // Many providers tell addresses only when they are asked.
    const asks = claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
    const told = asks ? await client.fetchUserInfo(config, tokens.access_token, subject) : claims
    const { email } = told
    return { issuer, subject, email: typeof email === 'string' && told.email_verified === true ? email : null }
  } catch (error) {
    throw toSignInError(error, 'unproved')
  }
}

const refusesClient = /^(invalid_client|unauthorized_client|invalid_request|invalid_redirect_uri|invalid_scope)$/
const isDown = /^(server_error|temporarily_unavailable)$/

/** What an error of the library or of the network means to whoever signs in. */
function toSignInError(error: unknown, otherwise: SignInFailure): SignInError {
  return error instanceof SignInError ? error : new SignInError(whyOf(error, otherwise), error)
}

function whyOf(error: unknown, otherwise: SignInFailure): SignInFailure {
  const network = networkFailureOf(error)
  if (network !== 'other') return network === 'certificate' ? 'certificate' : 'away'
  if (!(error instanceof Error)) return otherwise
  const { code, error: said, status, cause } = error as Error & { code?: string; error?: string; status?: number }
  const answered = cause instanceof Response ? cause.status : (status ?? 0)
  if (answered >= 500 || isDown.test(said ?? '')) return 'away'
  switch (code) {
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return refusesClient.test(said ?? '') ? 'client-refused' : 'declined'
    case 'OAUTH_RESPONSE_BODY_ERROR':
      // A code that was used, is too old, or was given to somebody else.
      return said === 'invalid_grant' ? 'stale' : 'client-refused'
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return 'client-refused'
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return 'clock'
    default:
      return otherwise
  }
}
