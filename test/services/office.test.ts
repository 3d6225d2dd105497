import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { App } from '../../main/app.ts'
import type { Output } from '../../main/contract/api.ts'
import type { JoinedOffice, OfficeStatus } from '../../main/contract/office.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { endPostgres, noPostgres, type Postgres, startPostgres, type TestDatabase } from '../helpers/postgres.ts'

const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 40_000, interval: 50 })

describe.skipIf(noPostgres !== null)(
  `stations share by way of PostgreSQL${noPostgres ? `: ${noPostgres}` : ''}`,
  () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => endPostgres(postgres))

    const joined = (status: OfficeStatus): JoinedOffice => {
      if (status.kind !== 'joined') throw new Error(`The station is ${status.kind}.`)
      return status
    }
    const statusOf = async (app: App) => joined(await app.call('office.status', {}))
    const namesAt = async (app: App) => (await app.call('people.list', {})).people.map(({ name }) => name)

    async function createOffice(app: App, { server, login }: TestDatabase): Promise<Output<'office.create'>> {
      const address = `postgresql://${login.user}@127.0.0.1:${postgres.port}/${server.database}`
      return app.call('office.create', { address, password: login.password, office: 'Acme', station: 'Desk' })
    }

    async function invited(desk: App, name: string, joining: App): Promise<void> {
      const { code, station } = await desk.call('office.invite', { station: name })
      const waits = await joining.call('office.join', { code })
      if (waits.kind !== 'joining') throw new Error(`It is ${waits.kind}.`)
      const shown = await eventually(async () => {
        await desk.call('office.check', {})
        const found = (await statusOf(desk)).stations.find(({ uid }) => uid === station)
        expect(found).toMatchObject({ name, state: 'waiting', words: waits.words })
        return found!
      })
      await desk.call('office.confirm', { station, words: shown.words! })
      await eventually(async () => expect((await statusOf(joining)).link.kind).toBe('connected'))
    }

    async function openTwo() {
      const [desk, door] = [await openApp(), await openApp()]
      const database = await postgres.createDatabase()
      const made = await createOffice(desk, database)
      await door.call('settings.set', { kiosk: 'North door' })
      await invited(desk, 'North door', door)
      return { desk, door, made, database }
    }

    test('who is enrolled at one station is known at the other, and an entry there is in the log here, with its door', async () => {
      const { desk, door, made } = await openTwo()
      expect(made.recoveryKey.rows).toHaveLength(4)
      const search = async () => (await door.call('search.photo', { photo: await jpeg(adaAgain) })).faces[0]?.decision
      expect(await search()).toMatchObject({ kind: 'unknown', similarity: null })
      const grace = await desk.call('people.create', { name: 'Grace', employeeNumber: '12' })
      const enrolled = await desk.call('enrol.photo', { personId: grace.id, photo: await jpeg(ada) })
      expect(enrolled.kind).toBe('enrolled')
      await eventually(async () => expect(await namesAt(door)).toEqual(['Grace']))
      await eventually(async () => expect(await search()).toMatchObject({ kind: 'known', person: { name: 'Grace' } }))

      const heard: string[] = []
      desk.subscribe((topic, message) => {
        if (topic === 'event.recorded') heard.push((message as { kiosk: string }).kiosk)
      })
      const [atDoor] = (await door.call('people.list', {})).people
      const { pin } = await door.call('pin.set', { personId: atDoor!.id })
      const checked = await door.call('pin.check', { employeeNumber: '12', pin, kiosk: 'North door' })
      expect(checked).toMatchObject({ kind: 'known', outcome: { kind: 'recorded' } })
      await eventually(async () => {
        const { events } = await desk.call('events.list', {})
        expect(events).toMatchObject([{ person: { id: grace.id, name: 'Grace' }, kiosk: 'North door', method: 'pin' }])
      })
      expect(heard).toEqual(['North door'])
      const today = await desk.call('attendance.today', {})
      expect(today.people.find(({ person }) => person.id === grace.id)?.presence).toMatchObject({ kind: 'in' })
    })

    test('an erasure goes everywhere, and the office says where it is done', async () => {
      const { desk, door } = await openTwo()
      const { id } = await desk.call('people.create', { name: 'Grace' })
      await eventually(async () => expect(await namesAt(door)).toEqual(['Grace']))
      expect((await statusOf(desk)).erasures).toMatchObject({ erased: 0, stations: 2 })
      await desk.call('people.erase', { id })
      await eventually(async () => expect(await namesAt(door)).toEqual([]))
      await eventually(async () => {
        await desk.call('office.check', {})
        expect((await statusOf(desk)).erasures).toMatchObject({
          erased: 1,
          open: 0,
          confirmedBy: 2,
          stations: 2,
          missing: [],
        })
      })
    })

    test('while the server is away both go on alone, the kiosk says how many wait, and later all of it arrives', async () => {
      const { desk, door } = await openTwo()
      await desk.call('people.create', { name: 'Grace', employeeNumber: '12' })
      await eventually(async () => expect(await namesAt(door)).toEqual(['Grace']))
      const [grace] = (await door.call('people.list', {})).people
      const { pin } = await door.call('pin.set', { personId: grace!.id })
      await postgres.stop('immediate')
      try {
        await eventually(async () =>
          expect((await statusOf(door)).link).toMatchObject({ kind: 'apart', trouble: 'office-unreachable' }),
        )
        const checked = await door.call('pin.check', { employeeNumber: '12', pin, kiosk: 'North door' })
        expect(checked).toMatchObject({ kind: 'known', outcome: { kind: 'recorded' } })
        expect(await door.call('office.waiting', {})).toEqual({ entries: 1 })
        expect(await statusOf(door)).toMatchObject({ waitingEntries: 1 })
        await desk.call('people.create', { name: 'Ada' })
      } finally {
        await postgres.start()
      }
      await eventually(async () => expect(await namesAt(door)).toEqual(['Ada', 'Grace']))
      await eventually(async () => expect((await desk.call('events.list', {})).total).toBe(1))
      expect(await door.call('office.waiting', {})).toEqual({ entries: 0 })
    })

    test('what a new station had before and what the office had is at both', async () => {
      const [desk, door] = [await openApp(), await openApp()]
      await desk.call('people.create', { name: 'Grace' })
      await door.call('people.create', { name: 'Ada' })
      await createOffice(desk, await postgres.createDatabase())
      await invited(desk, 'North door', door)
      for (const app of [desk, door]) await eventually(async () => expect(await namesAt(app)).toEqual(['Ada', 'Grace']))
    })

    test('a revoked station is told so and goes on alone; one that left is gone from the list', async () => {
      const { desk, door } = await openTwo()
      const third = await openApp()
      await invited(desk, 'South door', third)
      const { stations } = await statusOf(desk)
      const north = stations.find(({ name }) => name === 'North door')!
      await desk.call('office.revoke', { station: north.uid })
      await eventually(async () =>
        expect((await statusOf(door)).link).toMatchObject({
          kind: 'apart',
          trouble: expect.stringMatching(/revoked|password/),
        }),
      )
      await door.call('people.create', { name: 'Ada' })
      expect(await door.call('office.leave', {})).toEqual({ left: 1 })
      expect(await door.call('office.status', {})).toEqual({ kind: 'alone' })
      expect(await namesAt(door)).toEqual(['Ada'])
      expect(await third.call('office.leave', {})).toEqual({ left: 0 })
      await desk.call('office.check', {})
      expect((await statusOf(desk)).stations.map(({ name }) => name)).toEqual(['Desk'])
    })

    test('wrong words let nobody in', async () => {
      const [desk, door] = [await openApp(), await openApp()]
      await createOffice(desk, await postgres.createDatabase())
      const { code, station } = await desk.call('office.invite', { station: 'North door' })
      await door.call('office.join', { code })
      const words = ['babab', 'babad', 'babaf', 'babag', 'babah', 'babaj']
      await expect(desk.call('office.confirm', { station, words })).rejects.toMatchObject({
        reason: 'office-words-differ',
      })
      expect((await door.call('office.status', {})).kind).toBe('joining')
      expect(await namesAt(door)).toEqual([])
    })

    test('what is wrong with a server or a code is said, and nothing is kept of it', async () => {
      const app = await openApp()
      const create = (address: string, password = '') =>
        app.call('office.create', { address, password, office: 'Acme', station: 'Desk' }).then(
          () => 'created',
          ({ code, reason }: { code: string; reason: string | null }) => reason ?? code,
        )
      const { login, server } = await postgres.createDatabase()
      const at = (host: string) => `postgresql://${login.user}@${host}/${server.database}`
      expect(await create(at('127.0.0.1:1'))).toBe('office-unreachable')
      expect(await create(at(`127.0.0.1:${postgres.port}`), 'wrong')).toBe('office-password-wrong')
      const join = await app.call('office.join', { code: 'RC1-abc' }).catch(({ reason }: { reason: string }) => reason)
      expect(join).toBe('invitation-unreadable')
      expect(await app.call('office.status', {})).toEqual({ kind: 'alone' })
      await expect(app.call('office.invite', { station: 'Door' })).rejects.toMatchObject({ reason: 'office-none' })
      await create(at(`127.0.0.1:${postgres.port}`), login.password)
      expect(await create(at(`127.0.0.1:${postgres.port}`), login.password)).toBe('office-joined')
    })

    test('a station that is started again goes on where it was', async () => {
      const { desk, door } = await openTwo()
      void desk
      await door.call('people.create', { name: 'Ada' })
      await eventually(async () => expect(await namesAt(desk)).toEqual(['Ada']))
      const { dataFolder } = await door.call('system.installation', {})
      await door.close()
      await desk.call('people.create', { name: 'Grace' })
      const again = await openApp({ dataFolder })
      await eventually(async () => expect(await namesAt(again)).toEqual(['Ada', 'Grace']))
      await again.call('people.create', { name: 'Mary' })
      await eventually(async () => expect(await namesAt(desk)).toEqual(['Ada', 'Grace', 'Mary']))
      const audit = await again.call('audit.list', { action: 'office' })
      expect(audit.entries.map(({ action }) => action)).toEqual(['office.join'])
    })

    test('a station that was restored from a backup is told so, reads what it forgot and goes on with new numbers', async () => {
      const { desk, door } = await openTwo()
      const { dataFolder } = await door.call('system.installation', {})
      await door.call('people.create', { name: 'Ada', employeeNumber: '7' })
      await eventually(async () => expect(await namesAt(desk)).toEqual(['Ada']))
      await door.close()
      const backup = join(scratchFolder(), 'backup')
      cpSync(dataFolder, backup, { recursive: true })
      const before = await openApp({ dataFolder })
      const [own] = (await before.call('people.list', {})).people
      await before.call('people.update', { id: own!.id, name: 'Ada Lovelace' })
      await before.call('people.create', { name: 'Grace' })
      await eventually(async () => expect(await namesAt(desk)).toEqual(['Ada Lovelace', 'Grace']))
      await before.close()

      const restored = await openApp({ dataFolder: backup })
      await restored.call('people.create', { name: 'Mary' })
      const trouble = 'office-station-restored'
      await eventually(async () => expect((await statusOf(restored)).link).toMatchObject({ kind: 'apart', trouble }))
      expect(await namesAt(desk)).toEqual(['Ada Lovelace', 'Grace'])
      await restored.call('office.resume', {})
      const all = ['Ada Lovelace', 'Grace', 'Mary']
      for (const app of [restored, desk]) await eventually(async () => expect(await namesAt(app)).toEqual(all))
      await restored.call('people.create', { name: 'Zoe' })
      await eventually(async () => expect(await namesAt(desk)).toEqual([...all, 'Zoe']))
    })
  },
)
