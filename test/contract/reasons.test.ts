import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  AppError,
  errorBody,
  errorCodes,
  errorFrom,
  errorFromThread,
  toThreadFailure,
} from '../../main/contract/errors.ts'
import { type Reason, reasons } from '../../main/contract/reasons.ts'
import { problem } from '../../main/shells/rest/problem.ts'

const all = Object.keys(reasons) as Reason[]

test('a reason brings its code along, across every border', () => {
  for (const reason of all) {
    const error = new AppError(reason, 'words', { details: { id: 1 } })
    expect(error).toMatchObject({ code: reasons[reason], reason })
    const body = structuredClone(errorBody(error))
    expect(body).toEqual({ code: reasons[reason], reason, message: 'words', details: { id: 1 } })
    expect(errorFrom(body)).toMatchObject({ code: reasons[reason], reason, message: 'words', details: { id: 1 } })
    expect(errorFromThread(structuredClone(toThreadFailure(error)))).toMatchObject({ code: reasons[reason], reason })
  }
  expect(errorBody(new AppError('cancelled', 'words'))).not.toHaveProperty('reason')
  expect(all.filter((reason) => (errorCodes as readonly string[]).includes(reason))).toEqual([])
})

test('programs get the status of the kind, and the reason', () => {
  const statuses = { conflict: 409, 'not-found': 404, 'not-allowed': 403, busy: 503, 'invalid-input': 400 }
  for (const reason of all) {
    expect(problem(errorBody(new AppError(reason, 'words')))).toMatchObject({
      ...{ status: statuses[reasons[reason]], code: reasons[reason], reason, detail: 'words' },
    })
  }
})

/** Where errors are made: a code or a reason is the first argument. */
function thrown(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/new AppError\(\s*(?:'([\w-]+)'|\w)/g)].map(
        ([, kind]) => kind ?? 'passed on',
      ),
    )
}

/** What the office's server says is put into our own words by tables and a function of their own. */
function madeOfServer(): string[] {
  const folder = join(import.meta.dirname, '../../main/office-link')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:makeError\(|\[)\s*'([\w-]+)',/g)].map(
        ([, kind]) => kind!,
      ),
    )
}

test('at most a tenth of the errors are input that is not valid, and no reason is made up in advance', () => {
  const kinds = thrown(join(import.meta.dirname, '../../main'))
  expect(kinds.length).toBeGreaterThan(200)
  const invalid = kinds.filter((kind) => kind in reasons && reasons[kind as Reason] === 'invalid-input')
  expect(invalid.length / kinds.length).toBeLessThanOrEqual(0.1)
  const sources = new Set([...kinds, ...madeOfServer()])
  expect(all.filter((reason) => !sources.has(reason) && reason !== 'name-ambiguous')).toEqual([])
})
