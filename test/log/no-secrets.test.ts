import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { MethodName } from '../../main/contract/api.ts'
import type { Instant } from '../../main/contract/entities.ts'
import { AppError, errorBody } from '../../main/contract/errors.ts'
import { dispatch } from '../../main/dispatch.ts'
import { openLogger } from '../../main/log/logger.ts'
import { createVisionFor } from '../../main/photo-vision.ts'
import { startRestServer } from '../../main/shells/rest/server.ts'
import { startWebServer } from '../../main/shells/web/server.ts'
import { openDatabase } from '../../main/store/database.ts'
import type { Vision } from '../../main/vision/vision.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, frame, jpeg, stranger } from '../helpers/pictures.ts'

/** Everything that a day’s work brings in and that no log may hold. */
const secrets = {
  name: 'Zuleika Quartermaine',
  number: 'QX-7741',
  group: 'Nightingale ward',
  search: 'uartermai',
  kiosk: 'Front door',
  folder: 'Quartermaine_Z',
  photo: 'passport-zq.jpg',
  guest: 'Ottoline Pym',
  reason: 'lost her badge',
  actor: 'wilhelmina',
  passphrase: 'basilisk-orchid-31',
  pin: '483920',
  hook: 'hush-hush-path',
  token: 'payroll-bureau',
}

/** What fails in here fails with every secret in its words, name, code and causes. */
function talkative(kind: 'plain' | 'code'): Error {
  const everything = Object.values(secrets).join(', ')
  const cause = Object.assign(new TypeError(`${everything} is not iterable`), {
    path: `/home/${secrets.actor}/${secrets.photo}`,
  })
  const details = { who: secrets.name, where: secrets.photo }
  return kind === 'plain'
    ? Object.assign(new Error(`${everything}\n    at ${secrets.name} (${secrets.photo}:1:1)`, { cause }), {
        code: secrets.name,
      })
    : new AppError('internal', everything, { details, cause })
}

test('a day’s work with everything that can go wrong leaves no name, number, file, token or face in the log', async () => {
  const dataFolder = scratchFolder()
  const logger = openLogger({ dataFolder, process: 'engine' })
  const seeing = await createVisionFor({ modelsFolder })
  let failing = false
  const fail = () => Promise.reject(talkative(failing ? 'plain' : 'code'))
  const vision: Vision = {
    ...seeing,
    analysePhoto: (...args) => (failing ? fail() : seeing.analysePhoto(...args)),
    analyseFrame: (...args) => (failing ? fail() : seeing.analyseFrame(...args)),
  }
  const app = await openApp({
    ...{
      dataFolder,
      logger,
      shell: 'web',
      caller: { actor: secrets.actor, via: 'browser', role: 'owner' },
      vision: Promise.resolve(vision),
    },
    key: { kind: 'passphrase', passphrase: secrets.passphrase, saltFile: join(dataFolder, 'salt') },
  })
  const server = await startRestServer({ app, port: 0, version: '1.2.3', logger })
  const web = await startWebServer({ app, pages: dataFolder, samples: null, port: 0, logger })
  onTestFinished(() => Promise.all([server.close(), web.close()]).then(() => undefined))

  // Morning: all goes well.
  const person = await app.call('people.create', {
    name: secrets.name,
    employeeNumber: secrets.number,
    groups: [secrets.group],
  })
  const personId = person.id
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  for (let sequence = 0; sequence < 4; sequence++) await app.pushFrame(await frame(adaAgain, sequence))
  await app.call('people.list', { query: secrets.search })
  await app.call('pin.set', { personId, pin: secrets.pin })
  await app.call('guests.signIn', {
    name: secrets.guest,
    company: secrets.name,
    hostId: personId,
    kiosk: secrets.kiosk,
  })
  await app.call('webhooks.add', { url: `http://127.0.0.1:9/${secrets.hook}` })
  const { secret: token } = await app.call('rest.createToken', {
    name: secrets.token,
    scopes: ['people:read'],
    expiresAt: null,
  })
  const at = Date.UTC(2026, 4, 4, 9) as Instant
  const draft = { personId, action: 'add', corrects: null, direction: 'in', at, zone: 'UTC', reason: secrets.reason }
  await app.call('attendance.correct', { draft, actor: secrets.actor } as never)
  await vi.waitFor(() => expect(written()).toContain('delivery-failed'), 20_000)

  // Afternoon: nothing does.
  failing = true
  const refused: string[] = []
  const attempt = async (method: MethodName, input: object) => {
    const reply = await dispatch(app, method, input)
    if (!reply.ok) refused.push(reply.error.code)
  }
  await attempt('enrol.photo', { personId, photo: await jpeg(stranger) })
  await attempt('search.photo', { photo: await jpeg(adaAgain) })
  await expect(app.pushFrame(await frame(stranger, 9))).rejects.toMatchObject({
    code: 'internal',
    details: { log: logger.file },
  })
  const bytes = (await jpeg(stranger)).length
  const path = `${secrets.folder}/${secrets.photo}`
  await app.call('imports.begin', { source: secrets.folder, files: [{ path, bytes }], list: null })
  for (const { id } of (await app.call('imports.missing', {})).photos) {
    await app.call('imports.hand', { id, photo: await jpeg(stranger) })
  }
  await vi.waitFor(() => expect(written()).toContain('"task":"import"'), 20_000)
  const database = openDatabase(join(dataFolder, 'rollcall.db'))
  database.exec('pragma foreign_keys = off; drop table guests; drop table pins; drop table group_memberships')
  database.close()
  await attempt('guests.list', {})
  await attempt('pin.set', { personId, pin: secrets.pin })
  await attempt('people.update', { id: personId, name: secrets.name, groups: [secrets.group] })
  await attempt('people.list', { query: secrets.search })
  const headers = { authorization: `Bearer ${token}` }
  await fetch(`${server.address}/people?query=${secrets.search}`, { headers })
  const { search } = new URL(web.makeUrl())
  await fetch(`http://127.0.0.1:${web.port}/${search}&q=${secrets.search}`, { redirect: 'manual' })
  logger.error('command-failed', { error: talkative('code') })
  expect(refused).toContain('internal')
  await app.close()

  const log = written()
  const lines = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const events = lines.map(({ event, method, task }) => [event, method, task].filter(Boolean).join(' '))
  expect(events).toEqual(
    expect.arrayContaining([
      'app-opened',
      'delivery-failed',
      'call-failed enrol.photo',
      'call-failed search.photo',
      'call-failed guests.list',
      'frame-failed',
      'task-failed import',
      'command-failed',
      'app-closed',
    ]),
  )
  const known = ['time', 'process', 'pid', 'level', 'event', 'more', 'method', 'task', 'error', 'provider', 'version']
  known.push('end', 'shell', 'runtime', 'platform', 'milliseconds', 'webhook', 'status')
  expect(lines.flatMap((line) => Object.keys(line)).filter((key) => !known.includes(key))).toEqual([])
  const searched = [...Object.values(secrets), ...Object.values(secrets).flatMap((text) => text.split(/[ /_.-]/))]
  const found = [...searched, token, search.slice('?token='.length), dataFolder, process.cwd()].filter(
    (secret) => secret.length > 3 && log.toLowerCase().includes(secret.toLowerCase()),
  )
  expect(found).toEqual([])
  // No list of numbers, which a face is.
  expect(log).not.toMatch(/-?\d\.\d{3,}(,|\])/)
  expect(existsSync(join(dataFolder, 'backups', 'logs'))).toBe(false)

  function written(): string {
    const folder = join(dataFolder, 'logs')
    return existsSync(folder)
      ? readdirSync(folder)
          .map((name) => readFileSync(join(folder, name), 'utf8'))
          .join('')
      : ''
  }
}, 120_000)

test('what nobody expected names the log to whoever asked; what is said in words does not', async () => {
  const dataFolder = scratchFolder()
  const logger = openLogger({ dataFolder, process: 'engine' })
  const broken: Vision = {
    analyseFrame: () => Promise.reject(talkative('plain')),
    analysePhoto: () => Promise.reject(talkative('plain')),
    info: () => Promise.reject(talkative('plain')),
    close: async () => undefined,
  }
  const app = await openApp({ dataFolder, logger, vision: Promise.resolve(broken) })
  expect(await dispatch(app, 'search.photo', { photo: await jpeg(ada) })).toMatchObject({
    ok: false,
    error: { code: 'internal', details: { log: join(dataFolder, 'logs', 'rollcall.log') } },
  })
  expect(await dispatch(app, 'people.get', { id: 12 })).toMatchObject({
    ok: false,
    error: { code: 'person-not-found', details: { id: 12 } },
  })
  const { checks } = await app.call('system.doctor', {})
  expect(checks.find(({ name }) => name === 'diagnostic log')).toEqual({
    ...{ name: 'diagnostic log', ok: true, message: logger.file },
    finding: { kind: 'diagnostic-log', file: logger.file },
  })
  const lines = readFileSync(logger.file!, 'utf8').trimEnd().split('\n')
  const [line] = lines.map((text) => JSON.parse(text))
  expect(lines).toHaveLength(1)
  expect(line).toMatchObject({ level: 'error', event: 'call-failed', method: 'search.photo', error: { name: 'Error' } })
  expect(line.error.stack[0]).toMatch(/^talkative test\/log\/no-secrets\.test\.ts:\d+:\d+$/)
  expect(line.error.cause).toMatchObject({ name: 'TypeError' })
  expect(errorBody(talkative('plain')).code).toBe('internal')
})
