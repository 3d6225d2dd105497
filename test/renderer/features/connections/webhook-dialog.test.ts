import { expect, test } from 'vitest'
import { addressProblem, describeKinds } from '../../../../renderer/features/connections/webhook-dialog.tsx'
import { failureOf } from '../../../../renderer/messages/delivery-failure.ts'

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

test('without an answer it is what the engine says', () => {
  expect(failureOf({ status: null, error: 'unknown-host' })).toBe('unknown-host')
  expect(failureOf({ status: null, error: null })).toBe('other')
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
  expect([describeKinds(['check']), describeKinds(['correction']), describeKinds(['correction', 'check'])]).toEqual([
    'check',
    'correction',
    'all',
  ])
})
