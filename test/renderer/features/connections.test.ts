import { expect, test } from 'vitest'
import { failureOf } from '../../../renderer/features/connections/failure.ts'
import { addressProblem, toldOf } from '../../../renderer/features/connections/webhook-dialog.tsx'

test.each([
  [200, null],
  [204, null],
  [302, 'redirect'],
  [401, 'forbidden'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [410, 'gone'],
  [422, 'rejected'],
  [503, 'receiver'],
] as const)('an answer of %i is %s', (status, failure) => {
  expect(failureOf({ status, error: null })).toBe(failure)
})

test.each([
  ['connect ECONNREFUSED 127.0.0.1:8080', 'unreachable'],
  ['ECONNREFUSED', 'unreachable'],
  ['other side closed', 'unreachable'],
  ['getaddrinfo ENOTFOUND payroll.example', 'unknown-host'],
  ['The operation was aborted due to timeout', 'too-slow'],
  ['self-signed certificate in certificate chain', 'certificate'],
  ['certificate has expired', 'certificate'],
  ['something nobody has thought of', 'other'],
  [null, 'other'],
] as const)('"%s" is said as %s', (error, failure) => {
  expect(failureOf({ status: null, error })).toBe(failure)
})

test.each([
  ['https://payroll.example/hook', null],
  ['  http://10.0.0.5:8080/in ', null],
  ['', 'missing'],
  ['payroll.example/hook', 'not-an-address'],
  ['ftp://payroll.example', 'not-an-address'],
  ['https://me:secret@payroll.example', 'password'],
] as const)('the address "%s": %s', (address, problem) => {
  expect(addressProblem(address)).toBe(problem)
})

test('a webhook of one kind says which', () => {
  expect([toldOf(['check']), toldOf(['correction']), toldOf(['correction', 'check'])]).toEqual([
    'check',
    'correction',
    'all',
  ])
})
