import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError, errorFromThread, toThreadFailure } from '../../main/contract/errors.ts'
import { type Trace, traceOf } from '../../main/log/trace.ts'

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

test('an error is its kind, its code and its place from the project’s folder on', () => {
  const error = thrownBy(() => (undefined as unknown as { face: number }).face)
  const trace = traceOf(error)
  expect(trace).toMatchObject({ name: 'TypeError', message: 'Cannot read properties of undefined' })
  expect(trace.stack?.[0]).toMatch(/^test\/log\/trace\.test\.ts:\d+:\d+$/)
  expect(JSON.stringify(trace)).not.toContain('/home')
  expect(JSON.stringify(trace)).not.toContain(process.cwd())
})

test('no message is kept that could hold somebody’s data, nor what follows it in the stack', () => {
  const names: { [name: string]: { id: number } } = {}
  const errors = [
    new Error('Ada Lovelace has no face'),
    new Error('first line\n    at Ada (/home/ada/Lovelace.jpg:1:1)\nlast line'),
    thrownBy(() => names['Ada Lovelace']!.id),
    thrownBy(() => JSON.parse('Ada Lovelace')),
    thrownBy(() => BigInt('Ada Lovelace')),
    Object.assign(new Error('open'), { code: 'Ada Lovelace', path: '/home/ada/Lovelace.jpg' }),
    Object.assign(new Error('x'), { name: 'Ada Lovelace' }),
    'Ada Lovelace',
    { Ada: 'Lovelace' },
  ]
  for (const error of errors) expect(JSON.stringify(traceOf(error))).not.toMatch(/ada|lovelace/i)
})

test('codes are kept: our own, the system’s and SQLite’s', () => {
  const codes = ['ENOSPC', 'SQLITE_CONSTRAINT_UNIQUE', 'ERR_WORKER_OUT_OF_MEMORY', 'Ada', 'ada-lovelace']
  expect(codes.map((code) => traceOf(Object.assign(new Error(), { code })).code)).toEqual([
    'ENOSPC',
    'SQLITE_CONSTRAINT_UNIQUE',
    'ERR_WORKER_OUT_OF_MEMORY',
    undefined,
    undefined,
  ])
  expect(traceOf(new AppError('disk-full', 'No room for Ada.')).code).toBe('disk-full')
})

test('what a schema refused is told by rule and field, without the value', () => {
  const refused = z.object({ people: z.array(z.object({ templates: z.number() })) }).safeParse({
    people: [{ templates: 'Ada Lovelace' }],
  })
  expect(traceOf(refused.error)).toMatchObject({ name: 'ZodError', issues: ['invalid_type at people…templates'] })
  const named = z.record(z.string(), z.number()).safeParse({ 'Ada Lovelace': 'x' })
  expect(traceOf(named.error)).toMatchObject({ issues: ['invalid_type at value'] })
})

test('causes follow one another, and a circle of them ends', () => {
  const inner = Object.assign(new Error('inner'), { code: 'EIO' })
  const outer = new AppError('restore-failed', 'outer', { cause: new RangeError('middle', { cause: inner }) })
  expect(traceOf(outer)).toMatchObject({
    code: 'restore-failed',
    cause: { name: 'RangeError', cause: { code: 'EIO' } },
  })
  const circle = new Error('round')
  circle.cause = circle
  let depth = 0
  for (let at: Trace | undefined = traceOf(circle); at !== undefined; at = at.cause) depth += 1
  expect(depth).toBe(6)
})

test('what nobody expected in a thread keeps its place there', () => {
  const failure = structuredClone(toThreadFailure(thrownBy(() => (null as unknown as number[]).length)))
  const error = errorFromThread(failure)
  expect(error).toMatchObject({ code: 'internal', details: {} })
  expect(traceOf(error).cause).toMatchObject({
    name: 'TypeError',
    stack: expect.arrayContaining([expect.stringMatching(/trace\.test\.ts/)]),
  })
  expect(toThreadFailure(new AppError('not-an-image', 'no')).thrown).toBeNull()
})
