import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AppError, errorBody } from '../../main/contract/errors.ts'

function refusal(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: as the system words it, write`), { code, ...(path && { path }) })
}

test('what the system refuses is said in words, with the file where it is known', () => {
  expect(errorBody(refusal('ENOSPC'))).toEqual({
    code: 'disk-full',
    message: 'The disk is full. Free some space.',
    details: { system: 'ENOSPC' },
  })
  expect(errorBody(refusal('EDQUOT', '/data/x')).message).toBe(
    '/data/x: Your quota of the disk is used up. Free some space.',
  )
  expect(errorBody(refusal('EIO')).code).toBe('disk-failed')
  expect(errorBody(refusal('EROFS')).message).toBe('The disk can only be read. Make it writable, or use another one.')
  expect(errorBody(refusal('EACCES', '/data/x')).code).toBe('file-unreadable')
  expect(errorBody(refusal('EMFILE')).message).not.toContain('EMFILE')
})

test("Node's own errors are of that kind", () => {
  let thrown: unknown
  try {
    writeFileSync('/dev/full', 'x')
  } catch (error) {
    thrown = error
  }
  expect(errorBody(thrown).code).toBe('disk-full')
})

test('what nobody expected stays internal, and what is an AppError stays itself', () => {
  expect(errorBody(new Error('odd'))).toEqual({
    code: 'internal',
    message: 'Something went wrong inside Rollcall: odd',
    details: {},
  })
  expect(errorBody(refusal('toString')).code).toBe('internal')
  expect(errorBody(new AppError('cancelled', 'no', { details: { a: 1 } })).details).toEqual({ a: 1 })
})
