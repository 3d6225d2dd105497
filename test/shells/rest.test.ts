import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ApiScope } from '../../main/contract/rest.ts'
import { routes } from '../../main/shells/rest/routes.ts'
import { startRestServer } from '../../main/shells/rest/server.ts'
import { openApp, stoppedClock } from '../helpers/app.ts'
import { askConsent } from '../helpers/consent.ts'
import { ada, jpeg, stranger } from '../helpers/pictures.ts'

async function serve() {
  const clock = stoppedClock()
  const app = await openApp({ now: clock.now, steady: clock.steady })
  expect(await app.call('rest.status', {})).toEqual({ address: null, takenPort: null })
  const server = await startRestServer({ app, port: 0, version: '1.2.3' })
  onTestFinished(() => server.close())
  const base = `http://127.0.0.1:${server.port}`
  expect(await app.call('rest.status', {})).toEqual({ address: `${base}/v1`, takenPort: null })
  const tokenFor = async (...scopes: ApiScope[]) =>
    (await app.call('rest.createToken', { name: 'test', scopes })).secret
  async function ask(secret: string | null, verb: string, path: string, body?: unknown) {
    const headers = secret === null ? {} : { authorization: `Bearer ${secret}` }
    const sent =
      body === undefined
        ? {}
        : { body: body instanceof Uint8Array ? new Blob([Uint8Array.from(body)]) : JSON.stringify(body) }
    const response = await fetch(base + path, { method: verb, headers, ...sent })
    const type = response.headers.get('content-type')
    const text = await response.text()
    return {
      status: response.status,
      type,
      headers: response.headers,
      text,
      value: JSON.parse(text || 'null') as never,
    }
  }
  return { app, clock, ask, tokenFor }
}

describe('tokens', () => {
  test('what a program changes stands in the audit log under the name of its token', async () => {
    const { app, ask } = await serve()
    const { secret } = await app.call('rest.createToken', { name: 'payroll', scopes: ['people:write', 'people:erase'] })
    const { value } = await ask(secret, 'POST', '/v1/people', { name: 'Ada' })
    await ask(secret, 'DELETE', `/v1/people/${(value as { id: number }).id}`)
    const { entries } = await app.call('audit.list', { action: 'person' })
    expect(entries).toMatchObject([
      { actor: 'payroll', via: 'api', action: 'person.erase', subject: 'person 1' },
      { actor: 'payroll', via: 'api', action: 'person.create', subject: 'person 1' },
    ])
  })

  test('erasing takes a scope of its own', async () => {
    const { app, ask, tokenFor } = await serve()
    await app.call('people.create', { name: 'Ada' })
    const writing = await tokenFor('people:read', 'people:write', 'people:enrol', 'events:read')
    expect(await ask(writing, 'DELETE', '/v1/people/1')).toMatchObject({ status: 403 })
    expect((await app.call('people.list', {})).total).toBe(1)
    expect(await ask(await tokenFor('people:erase'), 'DELETE', '/v1/people/1')).toMatchObject({ status: 204 })
  })

  test('one ends after a year unless somebody says otherwise', async () => {
    const { app, clock } = await serve()
    const made = async (more: object) =>
      (await app.call('rest.createToken', { name: 'payroll', scopes: ['people:read'], ...more })).token.expiresAt
    expect(await made({})).toBe(clock.now() + 365 * 86_400_000)
    expect(await made({ expiresAt: null })).toBeNull()
  })

  test('wrong ones are told to wait, and stand in the audit log; right ones are answered all the same', async () => {
    const { app, clock, ask, tokenFor } = await serve()
    const right = await tokenFor('people:read')
    const statuses: number[] = []
    for (let guess = 0; guess < 25; guess += 1) statuses.push((await ask(`rc_${guess}`, 'GET', '/v1/people')).status)
    expect(statuses).toEqual([...Array(20).fill(401), ...Array(5).fill(429)])
    expect((await ask('rc_more', 'GET', '/v1/people')).headers.get('retry-after')).toBe('60')
    expect((await ask(right, 'GET', '/v1/people')).status).toBe(200)
    expect((await app.call('audit.list', { action: 'token.refuse' })).entries).toMatchObject([
      { actor: 'unknown', via: 'api', subject: 'token', details: { count: 1 } },
    ])
    clock.advance(60_000)
    expect((await ask('rc_more', 'GET', '/v1/people')).status).toBe(401)
  })

  test('nothing is told without one, not even what there is', async () => {
    const { ask } = await serve()
    for (const path of ['/v1/people', '/v1/nothing', '/']) {
      const answer = await ask(null, 'GET', path)
      expect(answer).toMatchObject({ status: 401, type: 'application/problem+json', value: { code: 'forbidden' } })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
    expect((await ask('rc_wrong', 'GET', '/v1/people')).status).toBe(401)
  })

  test('each does what its scopes say, until it is revoked or expires', async () => {
    const { app, clock, ask, tokenFor } = await serve()
    const reader = await tokenFor('people:read')
    expect((await ask(reader, 'GET', '/v1/people')).status).toBe(200)
    for (const { verb, path, scope } of routes) {
      if (scope === 'people:read') continue
      const answer = await ask(reader, verb, path.replace('{id}', '1'))
      expect(answer, `${verb} ${path}`).toMatchObject({ status: 403, value: { code: 'forbidden' } })
    }
    const { tokens } = await app.call('rest.tokens', {})
    expect(JSON.stringify(tokens)).not.toContain(reader)
    expect(tokens[0]!.lastUsedAt).toBe(clock.now())
    await app.call('rest.revokeToken', { id: tokens[0]!.id })
    expect((await ask(reader, 'GET', '/v1/people')).status).toBe(401)

    const expiresAt = (clock.now() + 1000) as never
    const { secret } = await app.call('rest.createToken', { name: 'short', scopes: ['people:read'], expiresAt })
    expect((await ask(secret, 'GET', '/v1/people')).status).toBe(200)
    clock.advance(1000)
    expect((await ask(secret, 'GET', '/v1/people')).status).toBe(401)
  })
})

describe('people', () => {
  test('are added, paged, changed and erased', async () => {
    const { ask, tokenFor } = await serve()
    const token = await tokenFor('people:read', 'people:write', 'people:erase')
    for (const name of ['Ada', 'Eve', 'Grace']) {
      expect((await ask(token, 'POST', '/v1/people', { name, employeeNumber: name })).status).toBe(200)
    }
    const first = await ask(token, 'GET', '/v1/people?limit=2')
    expect(first.value).toMatchObject({ people: [{ name: 'Ada' }, { name: 'Eve' }], total: 3, next: 2 })
    const second = await ask(token, 'GET', '/v1/people?limit=2&offset=2')
    expect(second.value).toMatchObject({ people: [{ name: 'Grace' }], next: null })
    expect(await ask(token, 'POST', '/v1/people', { name: 'Bob', employeeNumber: 'Ada' })).toMatchObject({
      status: 409,
      value: { code: 'employee-number-taken' },
    })
    expect((await ask(token, 'PATCH', '/v1/people/1', { groups: ['Lab'] })).value).toMatchObject({
      name: 'Ada',
      employeeNumber: 'Ada',
      groups: ['Lab'],
    })
    expect(await ask(token, 'DELETE', '/v1/people/1')).toMatchObject({ status: 204, text: '' })
    expect(await ask(token, 'GET', '/v1/people/1')).toMatchObject({ status: 404, value: { code: 'person-not-found' } })
  })

  test('join and leave, and are listed by that', async () => {
    const { app, ask, tokenFor } = await serve()
    const token = await tokenFor('people:read', 'people:write', 'people:enrol')
    const employments = [{ joined: '2026-01-01', left: null }]
    expect(await ask(token, 'POST', '/v1/people', { name: 'Ada', employments })).toMatchObject({
      value: { employments },
    })
    await app.call('people.create', { name: 'Grace' })
    const left = [{ joined: '2026-01-01', left: '2026-03-31' }]
    expect((await ask(token, 'PATCH', '/v1/people/1', { employments: left })).value).toMatchObject({
      employments: left,
    })
    const names = async (state: string) => {
      const { value } = await ask(token, 'GET', `/v1/people?state=${state}`)
      return (value as { people: { name: string }[] }).people.map(({ name }) => name)
    }
    expect([await names('active'), await names('left'), await names('coming')]).toEqual([['Grace'], ['Ada'], []])
    expect(await ask(token, 'GET', '/v1/people?state=gone')).toMatchObject({ status: 400 })
    const overlapping = [...employments, { joined: '2026-02-01', left: null }]
    expect(await ask(token, 'PATCH', '/v1/people/1', { employments: overlapping })).toMatchObject({ status: 400 })
    expect(await ask(token, 'POST', '/v1/people/1/photos', await jpeg(ada))).toMatchObject({
      status: 403,
      value: { code: 'not-allowed', reason: 'person-left' },
    })
  })

  test('what cannot be understood is said with its place', async () => {
    const { ask, tokenFor } = await serve()
    const token = await tokenFor('people:read', 'people:write', 'people:erase', 'people:enrol', 'events:read')
    for (const [verb, path, body, part] of [
      ['GET', '/v1/people?limit=0', undefined, 'limit'],
      ['GET', '/v1/people?limit=abc', undefined, '(limit: must be a number)'],
      ['GET', '/v1/people?limit=', undefined, '(limit: must be a number)'],
      ['GET', '/v1/people?limit=1.5', undefined, '(limit: must be a number)'],
      ['GET', '/v1/people?offset=0x10', undefined, '(offset: must be a number)'],
      ['GET', '/v1/events?person=Ada', undefined, '(person: must be a number)'],
      ['GET', '/v1/events?person=0', undefined, 'person'],
      ['GET', '/v1/events?before=x', undefined, '(before: must be a number)'],
      ['GET', '/v1/people/0', undefined, 'id'],
      ['PATCH', '/v1/people/0', {}, 'id'],
      ['DELETE', '/v1/people/0', undefined, 'id'],
      ['POST', '/v1/people/0/photos', new Uint8Array([1]), 'id'],
      ['GET', '/v1/events/0/history', undefined, 'id'],
      ['GET', '/v1/people/0/timesheet?from=2026-05-04&to=2026-05-04', undefined, 'id'],
      ['GET', '/v1/people?query=a&employeeNumber=7', undefined, 'not both'],
      ['GET', '/v1/events?person=1&employeeNumber=7', undefined, 'not both'],
      ['GET', '/v1/timesheet?from=2026-05-04&to=2026-05-04', undefined, 'employeeNumber'],
      ['GET', '/v1/people?limt=5', undefined, 'limt'],
      ['GET', '/v1/people?limit=1&limit=2', undefined, 'twice'],
      ['GET', '/v1/events?from=yesterday', undefined, 'from'],
      ['POST', '/v1/people', { name: '' }, 'name'],
      ['POST', '/v1/people', [], 'request'],
    ] as const) {
      const answer = await ask(token, verb, path, body)
      expect(answer, path).toMatchObject({ status: 400, value: { code: 'invalid-input' } })
      expect((answer.value as { detail: string }).detail).toContain(part)
    }
    expect((await ask(token, 'PUT', '/v1/people')).status).toBe(405)
    expect((await ask(token, 'GET', '/v1/people/0x1')).status).toBe(404)
    expect((await ask(token, 'GET', '//')).status).toBe(404)
    await ask(token, 'POST', '/v1/people', { name: 'Ada' })
    const noPhoto = await ask(token, 'POST', '/v1/people/1/photos', new Uint8Array([1, 2, 3]))
    expect(noPhoto).toMatchObject({ status: 200, value: { kind: 'refused', refusal: { code: 'not-an-image' } } })
  })
})

test('who may not read people is told nobody’s name, by a face or by a number', async () => {
  const { app, ask, tokenFor } = await serve()
  const writing = await tokenFor('people:write', 'people:enrol')
  await ask(writing, 'POST', '/v1/people', { name: 'Ada Lindqvist', employeeNumber: '7' })
  await ask(writing, 'POST', '/v1/people/1/photos', await jpeg(ada))
  await ask(writing, 'POST', '/v1/people', { name: 'Eve' })
  const taken = await ask(writing, 'POST', '/v1/people', { name: 'Mallory', employeeNumber: '7' })
  expect(taken).toMatchObject({ status: 409, value: { code: 'employee-number-taken' } })
  expect(taken.text).not.toContain('Ada')
  const searched = await ask(writing, 'POST', '/v1/people/2/photos', await jpeg(ada))
  expect(searched.value).toMatchObject({ refusal: { code: 'looks-like-somebody-else', candidates: [] } })
  expect(searched.text).not.toMatch(/Ada|similar/)
  // Nothing was hidden from whoever may read them.
  const reading = await tokenFor('people:read', 'people:write', 'people:enrol')
  expect((await ask(reading, 'POST', '/v1/people', { name: 'Mallory', employeeNumber: '7' })).text).toContain('Ada')
  const told = await ask(reading, 'POST', '/v1/people/2/photos', await jpeg(ada))
  expect(told.value).toMatchObject({ refusal: { candidates: [{ person: { name: 'Ada Lindqvist' } }] } })
  expect((await app.call('people.list', {})).total).toBe(2)
})

test('where consent is the basis no photo is enrolled without, and programs record and withdraw it by a scope of its own', async () => {
  const { app, ask, tokenFor } = await serve()
  await askConsent(app)
  const token = await tokenFor('people:read', 'people:write', 'people:enrol', 'people:erase')
  await ask(token, 'POST', '/v1/people', { name: 'Ada' })
  const enrol = async () => ask(token, 'POST', '/v1/people/1/photos', await jpeg(ada))
  expect(await enrol()).toMatchObject({
    status: 403,
    value: { code: 'not-allowed', reason: 'consent-missing', detail: expect.stringContaining('Record the consent') },
  })
  expect((await ask(token, 'GET', '/v1/people/1')).value).toMatchObject({
    person: { templates: 0 },
    consent: { state: 'missing', guardianSigns: false },
  })
  const said = { kind: 'given', language: 'de', name: 'Ada Lindqvist', paper: '2026-05-01' }
  expect(await ask(token, 'POST', '/v1/people/1/consent', said)).toMatchObject({
    status: 403,
    value: { code: 'forbidden' },
  })
  const trusted = await tokenFor('people:consent')
  expect(await ask(trusted, 'POST', '/v1/people/1/consent', { ...said, paper: 'soon' })).toMatchObject({ status: 400 })
  expect(await ask(trusted, 'POST', '/v1/people/9/consent', said)).toMatchObject({ status: 404 })
  expect(await ask(trusted, 'POST', '/v1/people/1/consent', { ...said, textVersion: 7 })).toMatchObject({
    status: 400,
    value: { detail: expect.stringContaining('There is no version 7 of the text.') },
  })
  expect(await ask(trusted, 'POST', '/v1/people/1/consent', { ...said, paper: null, textVersion: 7 })).toMatchObject({
    status: 409,
    value: { reason: 'changed-meanwhile' },
  })
  expect(await ask(trusted, 'POST', '/v1/people/1/consent', said)).toMatchObject({
    status: 200,
    value: { state: 'valid', records: [{ paper: '2026-05-01', witness: 'test', place: 'api', hasSignature: false }] },
  })
  expect((await enrol()).value).toMatchObject({ kind: 'enrolled' })
  expect(await ask(trusted, 'DELETE', '/v1/people/1/consent?alternative=badge')).toMatchObject({
    status: 200,
    value: { templates: 1, record: { kind: 'withdrawn', alternative: 'badge' } },
  })
  expect((await ask(token, 'GET', '/v1/people/1')).value).toMatchObject({
    person: { templates: 0 },
    consent: { state: 'withdrawn' },
  })
  expect((await ask(token, 'GET', '/v1/people/1/consent')).value).toMatchObject({
    records: [{ kind: 'withdrawn' }, { kind: 'given' }],
  })
  expect((await enrol()).status).toBe(403)
  expect((await ask(trusted, 'POST', '/v1/people/1/consent', said)).value).toMatchObject({ reason: 'refused-since' })
})

test('a photo of somebody else is a conflict until it is confirmed', async () => {
  const { ask, tokenFor } = await serve()
  const token = await tokenFor('people:write', 'people:enrol')
  await ask(token, 'POST', '/v1/people', { name: 'Ada' })
  await ask(token, 'POST', '/v1/people/1/photos', await jpeg(ada))
  const photo = await jpeg(stranger)
  expect(await ask(token, 'POST', '/v1/people/1/photos', photo)).toMatchObject({
    status: 409,
    value: { code: 'unlike-own-photos', details: { own: { photos: 1 } } },
  })
  const confirmed = await ask(token, 'POST', '/v1/people/1/photos?allowUnlike=true', photo)
  expect(confirmed).toMatchObject({ status: 200, value: { kind: 'enrolled', person: { templates: 2 } } })
})

test('events come by time and person, with their history and the days they make', async () => {
  const { app, clock, ask, tokenFor } = await serve()
  const token = await tokenFor('events:read')
  const { id } = await app.call('people.create', { name: 'Ada' })
  const at = (hours: number) => (clock.now() - hours * 3_600_000) as never
  const add = { personId: id, action: 'add', corrects: null, zone: 'Europe/Berlin', reason: 'forgot' } as const
  await app.call('attendance.correct', { draft: { ...add, direction: 'in', at: at(3) }, actor: 'chief' })
  await app.call('attendance.correct', { draft: { ...add, direction: 'out', at: at(1) }, actor: 'chief' })
  const from = encodeURIComponent(new Date(at(2)).toISOString())
  const page = await ask(token, 'GET', `/v1/events?person=${id}&from=${from}`)
  expect(page.value).toMatchObject({ total: 1, events: [{ id: 2, direction: 'out', reason: 'forgot' }] })
  expect((await ask(token, 'GET', '/v1/events?before=2')).value).toMatchObject({ events: [{ id: 1 }] })
  expect((await ask(token, 'GET', '/v1/events/1/history')).value).toMatchObject({ events: [{ id: 1 }] })
  expect((await ask(token, 'GET', '/v1/today')).value).toMatchObject({ people: [{ presence: { kind: 'out' } }] })
  const sheet = await ask(token, 'GET', `/v1/people/${id}/timesheet?from=2026-05-04&to=2026-05-04`)
  expect(sheet.value).toMatchObject({ totals: { workedMinutes: 120 } })
  expect(await ask(token, 'GET', '/v1/confirmations?month=2026-05')).toMatchObject({
    status: 200,
    value: { people: [] },
  })
  expect(await ask(token, 'GET', '/v1/confirmations?month=2026-13')).toMatchObject({ status: 400 })
})

test('an employee number means its holder and never a row', async () => {
  const { app, clock, ask, tokenFor } = await serve()
  const token = await tokenFor('people:read', 'events:read')
  await app.call('people.create', { name: '002', employeeNumber: 'E1' })
  const { id } = await app.call('people.create', { name: 'Li Wei', employeeNumber: '002' })
  await app.call('people.create', { name: 'Li Wei', employeeNumber: '2' })
  const draft = { action: 'add', corrects: null, zone: 'Europe/Berlin', reason: 'forgot', direction: 'in' } as const
  for (const [personId, hours] of [
    [id, 2],
    [3, 1],
  ] as const) {
    const at = (clock.now() - hours * 3_600_000) as never
    await app.call('attendance.correct', { draft: { ...draft, personId: personId as never, at }, actor: 'chief' })
  }
  const listed = await ask(token, 'GET', '/v1/people?employeeNumber=%20002')
  expect(listed.value).toEqual({
    people: [expect.objectContaining({ id, employeeNumber: '002' })],
    total: 1,
    next: null,
  })
  const none = { people: [], total: 0, next: null }
  for (const number of ['1', 'e1', '%233']) {
    expect((await ask(token, 'GET', `/v1/people?employeeNumber=${number}`)).value, number).toEqual(none)
  }
  const { events } = (await ask(token, 'GET', '/v1/events?employeeNumber=002')).value as { events: object[] }
  expect(events).toMatchObject([{ person: { id }, employeeNumber: '002' }])
  const dates = 'from=2026-05-04&to=2026-05-04'
  const sheet = await ask(token, 'GET', `/v1/timesheet?employeeNumber=002&${dates}`)
  expect(sheet).toMatchObject({ status: 200, value: { person: { id } } })
  expect(sheet.value).toEqual((await ask(token, 'GET', `/v1/people/${id}/timesheet?${dates}`)).value)
  for (const path of ['/v1/events?employeeNumber=1', `/v1/timesheet?employeeNumber=1&${dates}`]) {
    expect(await ask(token, 'GET', path), path).toMatchObject({ status: 404, value: { code: 'person-not-found' } })
  }
})

test('HEAD is answered wherever GET is, without a body', async () => {
  const { ask, tokenFor } = await serve()
  const token = await tokenFor('people:read', 'people:write', 'people:erase', 'people:enrol', 'events:read')
  await ask(token, 'POST', '/v1/people', { name: 'Ada' })
  for (const path of ['/v1/openapi.json', '/v1/people', '/v1/people/1', '/v1/today', '/v1/people/0', '/v1/nothing']) {
    const [got, asked] = [await ask(token, 'GET', path), await ask(token, 'HEAD', path)]
    expect({ status: asked.status, type: asked.type, text: asked.text }, path).toEqual({
      status: got.status,
      type: got.type,
      text: '',
    })
  }
  expect((await ask(null, 'HEAD', '/v1/people')).status).toBe(401)
  const wrong = await ask(token, 'PUT', '/v1/people')
  expect(wrong).toMatchObject({ status: 405 })
  expect(wrong.headers.get('allow')).toBe('GET, HEAD, POST')
  expect((await ask(token, 'HEAD', '/v1/people/1/photos')).status).toBe(405)
})

/** As far as these tests look. */
interface ApiDocument {
  readonly openapi: string
  readonly info: { readonly version: string; readonly contact: object; readonly license: object }
  readonly servers: readonly { readonly url: string }[]
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string
            readonly description: string
            readonly responses: object
            readonly parameters?: readonly { readonly name: string }[]
          }
        >
      >
    >
  >
}

describe('the OpenAPI document', () => {
  async function readDocument() {
    const { ask } = await serve()
    const { text, value } = await ask(null, 'GET', '/v1/openapi.json')
    return { text, document: value as ApiDocument }
  }

  test('leaves nothing to say for a linter', async () => {
    const { text } = await readDocument()
    const config = await createConfig({ extends: ['recommended-strict'] })
    const problems = await lintFromString({ source: text, config })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
    const without = JSON.stringify({ ...JSON.parse(text), servers: [] })
    expect((await lintFromString({ source: without, config })).map(({ ruleId }) => ruleId)).toEqual([
      'no-empty-servers',
    ])
  })

  test('has what generators of clients ask for beyond that', async () => {
    const { document } = await readDocument()
    const { contact, license } = document.info
    expect({ contact, license }).toEqual({ contact: { name: 'Rollcall' }, license: { name: 'MIT', identifier: 'MIT' } })
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length)
    for (const operation of operations) {
      expect(operation).toMatchObject({ tags: [expect.any(String)], description: expect.stringMatching(/./) })
    }
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Person', 'Event', 'Day']))
    const { PeoplePage, EventsPage, Timesheet } = document.components.schemas
    expect(JSON.stringify(PeoplePage)).toContain('"#/components/schemas/Person"')
    expect(JSON.stringify(EventsPage)).toContain('"#/components/schemas/Event"')
    expect(JSON.stringify(Timesheet)).toContain('"#/components/schemas/Day"')
  })

  test('names every route with its scope, its refusals and its parameters', async () => {
    const { document } = await readDocument()
    const { openapi, info, servers, paths } = document
    expect({ openapi, version: info.version }).toEqual({ openapi: '3.1.0', version: '1.2.3' })
    expect(servers[0]!.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    for (const { verb, path, scope } of routes) {
      const operation = paths[path]![verb.toLowerCase()]!
      expect(operation.description).toContain(`\`${scope}\``)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '401', '403']))
    }
    expect(Object.keys(paths['/v1/people/{id}']!.delete!.responses)).toContain('204')
    const names = paths['/v1/events']!.get!.parameters!.map(({ name }) => name)
    expect(names).toEqual([
      'from',
      'to',
      'person',
      'employeeNumber',
      'direction',
      'method',
      'kiosk',
      'query',
      'before',
      'limit',
    ])
    const guide = readFileSync(join(import.meta.dirname, '../../docs/rest.md'), 'utf8')
    for (const { verb, path } of routes) expect(guide).toContain(`\`${verb} ${path}\``)
  })
})
