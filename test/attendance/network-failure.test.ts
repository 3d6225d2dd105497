import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { networkFailureOf } from '../../main/attendance/network-failure.ts'

const failed = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error('words'), { code }) })

test.each([
  ['ECONNREFUSED', 'unreachable'],
  ['UND_ERR_SOCKET', 'unreachable'],
  ['ENOTFOUND', 'unknown-host'],
  ['EAI_AGAIN', 'unknown-host'],
  ['UND_ERR_CONNECT_TIMEOUT', 'too-slow'],
  ['ETIMEDOUT', 'too-slow'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'certificate'],
  ['ESOMETHING', 'other'],
] as const)('%s is %s', (code, failure) => {
  expect(networkFailureOf(failed(code))).toBe(failure)
})

test('what fetch itself throws is of these kinds', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).destroy())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const hanging = createServer(() => undefined)
  await new Promise<void>((listening) => hanging.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void hanging.close())
  const other = hanging.address()
  const slow = typeof other === 'object' && other !== null ? other.port : 0
  const failureAt = (url: string, timeout = 20_000) =>
    fetch(url, { signal: AbortSignal.timeout(timeout) }).then(() => null, networkFailureOf)
  // Browsers keep off this port, and fetch does as they do.
  expect(await failureAt('http://127.0.0.1:1/')).toBe('other')
  expect(await failureAt(`http://127.0.0.1:${port}/`)).toBe('unreachable')
  expect(await failureAt(`http://127.0.0.1:${slow}/`, 200)).toBe('too-slow')
  expect(await failureAt(`https://127.0.0.1:${port}/`)).toMatch(/^(certificate|unreachable)$/)
  expect(await failureAt('http://nobody.invalid/')).toBe('unknown-host')
  expect(networkFailureOf('words')).toBe('other')
})
