import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ApiScope } from '../../main/contract/api/rest.ts'
import { routes } from '../../main/shells/rest/routes.ts'
import { startRestServer } from '../../main/shells/rest/server.ts'
import { openApp, stoppedClock } from '../helpers/app.ts'
import { ada, jpeg, stranger } from '../helpers/pictures.ts'

async function serve() {
  const clock = stoppedClock()
  const app = await openApp({ now: clock.now, steady: clock.steady })
  expect(await app.call('rest.status', {})).toEqual({ address: null, takenPort: null })
  const server = await startRestServer({ app, port: 0, version: '1.2.3', log: () => undefined })
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
    return { status: response.status, type, headers: response.headers, value: (await response.json()) as never }
  }
  return { app, clock, ask, tokenFor }
}

describe('tokens', () => {
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
    const token = await tokenFor('people:read', 'people:write')
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
    expect((await ask(token, 'DELETE', '/v1/people/1')).status).toBe(200)
    expect(await ask(token, 'GET', '/v1/people/1')).toMatchObject({ status: 404, value: { code: 'person-not-found' } })
  })

  test('what cannot be understood is said with its place', async () => {
    const { ask, tokenFor } = await serve()
    const token = await tokenFor('people:read', 'people:write', 'people:enrol', 'events:read')
    for (const [verb, path, body, part] of [
      ['GET', '/v1/people?limit=0', undefined, 'limit'],
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
})

test('the OpenAPI document names every route with its scope and its parameters', async () => {
  const { ask } = await serve()
  const { value } = await ask(null, 'GET', '/v1/openapi.json')
  const { openapi, info, paths } = value as {
    openapi: string
    info: { version: string }
    paths: Record<string, Record<string, { security: unknown; parameters?: { name: string; schema: object }[] }>>
  }
  expect({ openapi, version: info.version }).toEqual({ openapi: '3.1.0', version: '1.2.3' })
  for (const { verb, path, scope } of routes) {
    expect(paths[path]![verb.toLowerCase()]!.security).toEqual([{ token: [scope] }])
  }
  const names = paths['/v1/events']!.get!.parameters!.map(({ name }) => name)
  expect(names).toEqual(['from', 'to', 'person', 'direction', 'method', 'kiosk', 'query', 'before', 'limit'])
  const guide = readFileSync(join(import.meta.dirname, '../../docs/rest.md'), 'utf8')
  for (const { verb, path } of routes) expect(guide).toContain(`\`${verb} ${path}\``)
})
