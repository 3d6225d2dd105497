import { expect, test } from 'vitest'
import { methods } from '../../main/contract/api.ts'
import { isLinkLocal } from '../../main/contract/link-local.ts'

test.each(['169.254.169.254', '169.254.0.1', '[fe80::1]', 'FEBF::1', '::ffff:169.254.169.254', '[::ffff:a9fe:a9fe]'])(
  '%s is link-local',
  (host) => expect(isLinkLocal(host)).toBe(true),
)

test.each(['127.0.0.1', '169.253.1.1', '192.168.1.1', '[::1]', 'fec0::1', 'example.org', 'fe80.example.org'])(
  '%s is not',
  (host) => expect(isLinkLocal(host)).toBe(false),
)

test.each([
  'http://169.254.169.254/latest/meta-data',
  'http://0xa9fea9fe/',
  'http://2852039166/',
  'http://[fe80::1]/',
  'http://[::ffff:169.254.169.254]/',
])('a webhook to %s is refused', (url) => {
  expect(methods['webhooks.add'].input.safeParse({ url }).success).toBe(false)
})
