import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type App, createApp } from '../../main/app.ts'
import { readHolidays } from '../../main/attendance/calendar.ts'
import { access } from '../../main/contract/access.ts'
import { type MethodName, methods } from '../../main/contract/api.ts'
import { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { PersonId, TemplateId } from '../../main/contract/entities.ts'
import { AppError, errorBody } from '../../main/contract/errors.ts'
import { decodeFrame, encodeFrame } from '../../main/contract/frame.ts'
import { planTable, tableText } from '../../main/enrolment/import-plan.ts'
import { createHnsw } from '../../main/matching/hnsw.ts'
import { loadIndex, saveIndex } from '../../main/matching/index-file.ts'
import { startRestServer } from '../../main/shells/rest/server.ts'
import { decodeBody } from '../../main/shells/web/message-pack.ts'
import { prepareRestore } from '../../main/store/restore.ts'
import { openVault } from '../../main/store/vault.ts'
import { storeOf } from '../faults/children/store-of.ts'
import { mutateBytes, mutateText, type Next, oddInput } from './mutate.ts'

/** Sends one mutated input; answers how it was taken. @throws what is a fault */
type Send = (next: Next) => Promise<'taken' | 'refused'>

export interface Target {
  readonly name: string
  /** Cases that the tests run; the whole run has 10,000, or as many as are asked for. */
  readonly short: number
  prepare(folder: string): Promise<{ readonly send: Send; close(): Promise<void> | void }>
}

/** Whoever refuses says so by an error of the contract; everything else is a fault. */
async function taken(work: () => unknown): Promise<'taken' | 'refused'> {
  try {
    await work()
    return 'taken'
  } catch (error) {
    if (error instanceof AppError && errorBody(error).code !== 'internal') return 'refused'
    throw error
  }
}

const nothing = () => undefined

async function openOffice(folder: string): Promise<App> {
  const app = await createApp({
    ...{ dataFolder: folder, modelsFolder: join(import.meta.dirname, '../../models'), shell: 'test' },
    key: { kind: 'file', path: join(folder, 'key') },
    caller: { actor: 'fuzz', via: 'command', role: 'owner' },
  })
  await app.call('accounts.begin', { mode: 'machine' })
  await app.call('people.create', { name: 'Ada', employeeNumber: '1' })
  return app
}

/** These run for minutes, or end what the other calls need. */
const leftOut = /^(metric|restore|backups|system\.backup|system\.doctor|accounts|identityProvider|imports\.start)/
const callable = (Object.keys(methods) as MethodName[]).filter((name) => !leftOut.test(name))

/** The fields of a method's input; any, for a method that there is not. */
function namesOf(name: MethodName): string[] {
  const input = Object.hasOwn(methods, name) ? methods[name].input : {}
  return 'shape' in input ? Object.keys(input.shape as object) : ['id', 'name', 'kind']
}

const pickFrom = <T>(all: readonly T[], next: Next): T => all[Math.floor(next() * all.length)]!

export const targets: readonly Target[] = [
  {
    name: 'frames',
    short: 10_000,
    async prepare() {
      const frame = {
        purpose: 'kiosk',
        width: 8,
        height: 6,
        sequence: 1,
        capturedAt: 1e12,
        kiosk: 'Front door',
      } as const
      const whole = encodeFrame({ ...frame, data: new Uint8Array(8 * 6 * 4) })
      return { send: (next) => taken(() => decodeFrame(mutateBytes(whole, next))), close: nothing }
    },
  },
  {
    name: 'MessagePack',
    short: 10_000,
    async prepare() {
      const { encode } = await import('@msgpack/msgpack')
      const bodies = [
        {},
        { name: 'Ada', groups: ['a', 'b'], at: 1e12 },
        [[[[1]]], null, new Uint8Array(40), 'x'.repeat(300)],
      ]
      const encoded = bodies.map((body) => encode(body))
      return { send: (next) => taken(() => decodeBody(mutateBytes(pickFrom(encoded, next), next))), close: nothing }
    },
  },
  {
    name: 'dispatch',
    short: 400,
    async prepare(folder) {
      const app = await openOffice(folder)
      const office = app.connect({ via: 'window' })
      return {
        send(next) {
          const name = pickFrom(callable, next)
          return taken(() => office.call(name, oddInput(namesOf(name), next) as never))
        },
        async close() {
          office.close()
          await app.close()
        },
      }
    },
  },
  {
    name: "a kiosk's port",
    short: 2_000,
    async prepare(folder) {
      const app = await openOffice(folder)
      const kiosk = app.connect({ via: 'kiosk', kiosk: 'Front door' })
      const all = Object.keys(methods) as MethodName[]
      const odd = [
        'constructor',
        '__proto__',
        'toString',
        '',
        'people',
        'people.list\u0000',
      ] as string[] as MethodName[]
      return {
        async send(next) {
          const name = pickFrom(next() < 0.05 ? odd : all, next)
          const allowed = Object.hasOwn(access, name) && access[name].roles.includes('kiosk')
          const outcome = await taken(() => kiosk.call(name, oddInput(namesOf(name), next) as never))
          if (outcome === 'taken' && !allowed) throw new Error(`a kiosk reached ${name}`)
          return outcome
        },
        async close() {
          kiosk.close()
          const { people } = await app.call('people.list', {})
          await app.close()
          if (people.length !== 1 || people[0]!.name !== 'Ada') throw new Error('a kiosk changed people')
        },
      }
    },
  },
  {
    name: 'HTTP',
    short: 1_000,
    async prepare(folder) {
      const app = await openOffice(folder)
      const server = await startRestServer({ app, port: 0, version: '1', maxRequestMs: 1_000 })
      const { secret } = await app.call('rest.createToken', {
        name: 'fuzz',
        scopes: ['people:read', 'people:write', 'events:read'],
      })
      const requests = [
        'GET /v1/people?limit=5',
        'GET /v1/events?from=2026-05-04T09:00:00Z',
        'PATCH /v1/people/1',
        'GET /v1/today',
      ].map(
        (line) =>
          `${line} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${secret}\r\ncontent-type: application/json\r\ncontent-length: 14\r\nconnection: close\r\n\r\n{"name":"Ada"}`,
      )
      return {
        async send(next) {
          const answer = await exchange(server.port, mutateBytes(Buffer.from(pickFrom(requests, next)), next))
          const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 400)
          if (status === 500) throw new Error(`answered 500: ${answer.slice(-200)}`)
          if (/\.ts:\d+|node_modules| {4}at /.test(answer)) throw new Error('a stack was sent')
          return status < 400 ? 'taken' : 'refused'
        },
        async close() {
          await server.close()
          await app.close()
        },
      }
    },
  },
  {
    name: 'CSV',
    short: 3_000,
    async prepare() {
      const list =
        'name,employee number,groups,photo\r\n"Ada ""A"" Lindqvist",1001,Night;Day,ada.jpg\r\nEve,1002,,eve.jpg\r\n'
      const words = ['"', '""', ',', ';', '\t', '\r', '\n', '\u0000', '=cmd()', '\ufeff', '"\n"']
      return {
        send: (next) =>
          taken(() =>
            planTable(tableText(Buffer.from(mutateText(list, words, next)), 'en'), 'list.csv', (photo) => photo),
          ),
        close: nothing,
      }
    },
  },
  {
    name: 'ICS',
    short: 500,
    async prepare() {
      const calendar = readFileSync(join(import.meta.dirname, 'holidays.ics'), 'utf8')
      const words = [
        'RRULE:FREQ=DAILY\r\n',
        'FREQ=SECONDLY;',
        ';BYMONTHDAY=30',
        ';COUNT=99999',
        ';INTERVAL=0',
        ';UNTIL=99991231',
      ]
      const dates = [LocalDate.parse('2026-01-01'), LocalDate.parse('2027-12-31')] as const
      return {
        send: (next) => taken(() => readHolidays(mutateText(calendar, [...words, 'BEGIN:VEVENT\r\n'], next), ...dates)),
        close: nothing,
      }
    },
  },
  {
    name: 'backups',
    short: 8,
    async prepare(folder) {
      const [from, to] = [join(folder, 'from'), join(folder, 'to')]
      for (const each of [from, to]) mkdirSync(each)
      const store = storeOf(from)
      for (const name of ['Ada', 'Eve']) store.people.create({ name, employeeNumber: null, groups: [] })
      const whole = join(folder, 'whole.db')
      await store.backup(whole)
      store.close()
      const bytes = readFileSync(whole)
      const file = join(folder, 'mutated.db')
      const key = { kind: 'file', path: join(from, 'key') } as const
      return {
        send(next) {
          writeFileSync(file, mutateBytes(bytes, next))
          return taken(async () => {
            const prepared = await prepareRestore({ dataFolder: to, file, name: 'mutated.db', key, now: Date.now })
            prepared.discard()
          })
        },
        close: nothing,
      }
    },
  },
  {
    name: 'index',
    short: 1_000,
    async prepare(folder) {
      const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(7), place: { kind: 'recovery-key' } })
      const place = { file: join(folder, 'gallery.index'), vault }
      const entries = Array.from({ length: 20 }, (_, at) => ({
        templateId: (at + 1) as TemplateId,
        personId: (at + 1) as PersonId,
        vector: Float32Array.from({ length: 8 }, (__, axis) => (axis === at % 8 ? 1 : 0)) as never,
      }))
      const index = createHnsw(8, entries.length)
      index.add(entries)
      const sideCar = {
        format: 2,
        model: 'm',
        metric: null,
        dimensions: 8,
        leftOut: 0,
        revision: { number: 1, stamp: 's' },
      }
      await saveIndex(place, folder, index, sideCar as never)
      const files = [place.file, `${place.file}.json`] as const
      const whole = files.map((file) => readFileSync(file))
      const owners = new Map(entries.map(({ templateId, personId }) => [templateId, personId]))
      if (loadIndex(place, folder, owners).kind !== 'loaded')
        throw new Error('the index does not load before it is mutated')
      return {
        async send(next) {
          const which = next() < 0.7 ? 0 : 1
          for (const [at, file] of files.entries()) writeFileSync(file, whole[at]!)
          const mutated = mutateBytes(whole[which]!, next)
          writeFileSync(files[which], mutated)
          const { kind } = loadIndex(place, folder, owners)
          if (kind === 'loaded' && !whole[which]!.equals(mutated)) throw new Error('a mutated index was loaded')
          return kind === 'loaded' ? 'taken' : 'refused'
        },
        close: nothing,
      }
    },
  },
]

/** Sends bytes to a server and reads what comes until it closes. */
function exchange(port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      answer += text
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}
