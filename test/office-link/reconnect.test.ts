import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { endPostgres, noPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts'
import { startTcpProxy } from '../helpers/tcp-proxy.ts'
import { eventually, openOffice, openStation } from '../helpers/test-office.ts'

describe.skipIf(noPostgres !== null)(`a link over a bad network${noPostgres ? `: ${noPostgres}` : ''}`, () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => endPostgres(postgres))

  async function openBehindProxy(options: Parameters<typeof openStation>[1] = {}) {
    const office = await openOffice(postgres)
    const direct = await office.add()
    await direct.link.close()
    const proxy = await startTcpProxy(postgres.port)
    onTestFinished(() => proxy.close())
    const membership = direct.membership()
    const server = { ...membership.server, hosts: [{ host: '127.0.0.1', port: proxy.port }] }
    const station = openStation({ ...membership, server }, options)
    await station.link.check()
    return { office, proxy, station }
  }
  test('a cut is noticed, and mended by itself', async () => {
    const { proxy, station } = await openBehindProxy()
    proxy.block()
    await eventually(() =>
      expect(station.link.state()).toMatchObject({ kind: 'apart', error: { code: 'office-unreachable' } }),
    )
    await expect(station.link.push([station.change()])).rejects.toMatchObject({ code: 'office-unreachable' })
    proxy.unblock()
    await eventually(() => expect(station.link.state().kind).toBe('connected'))
    expect(await station.link.push([{ ...station.change(), number: 1 }])).toBe(1)
  })

  test('an acknowledgement that got lost doubles nothing', async () => {
    const { office, proxy, station } = await openBehindProxy()
    const changes = [station.change({ fields: { at: 1 } }), station.change({ fields: { at: 2 } })]
    proxy.hold('to-client')
    const lost = station.link.push(changes).catch((error: Error) => error)
    await eventually(async () => {
      const [row] = await postgres.sql<{ count: number }>(
        'select count(*)::integer from rollcall.changes',
        office.database.server.database,
      )
      expect(row!.count).toBe(2)
    })
    proxy.cut()
    expect(await lost).toMatchObject({ code: 'office-unreachable' })
    await station.link.check()
    expect(await station.link.push([...changes, station.change({ fields: { at: 3 } })])).toBe(3)
    expect((await office.first.readAll()).map(({ fields }) => fields)).toEqual([{ at: 1 }, { at: 2 }, { at: 3 }])
  })

  test('what an old connection still had on its way does not come after the new one', async () => {
    const { office, proxy, station } = await openBehindProxy({ queryTimeoutMs: 2000 })
    const [first, second] = [station.change({ fields: { at: 1 } }), station.change({ fields: { at: 2 } })]
    proxy.hold('to-server')
    expect(await station.link.push([first]).catch((error: Error) => error)).toMatchObject({ code: 'office-too-slow' })
    await station.link.check()
    expect(await station.link.push([first, second])).toBe(2)
    // Now the first connection's bytes arrive, if it still is there.
    proxy.release()
    expect(await station.link.push([first, second])).toBe(2)
    expect((await office.first.readAll()).map(({ fields }) => fields)).toEqual([{ at: 1 }, { at: 2 }])
  })

  test('a server that stops in the middle loses nothing that it acknowledged', async () => {
    const { office, station } = await openBehindProxy()
    const changes = Array.from({ length: 200 }, (_, index) => station.change({ fields: { at: index } }))
    let acknowledged = 0
    const handOver = async () => {
      while (acknowledged < changes.length) {
        try {
          acknowledged = await station.link.push(changes.slice(acknowledged, acknowledged + 5))
        } catch {
          await station.link.check().catch(() => {})
        }
      }
    }
    const working = handOver()
    for (let kill = 0; kill < 3; kill++) {
      const reached = acknowledged
      await eventually(() => expect(acknowledged).toBeGreaterThan(Math.min(reached + 10, changes.length - 1)))
      await postgres.stop('immediate')
      await postgres.start()
    }
    await working
    const rows = await postgres.sql(
      'select fields from rollcall.changes order by number',
      office.database.server.database,
    )
    expect(rows).toEqual(changes.map(({ fields }) => ({ fields })))
  })

  test('the clock of a station is measured over a slow way, and stands beside its changes', async () => {
    const dayMs = 86_400_000
    const { office, proxy, station } = await openBehindProxy({ now: () => Date.now() + dayMs, pollMs: 50 })
    proxy.delay(100)
    await station.link.push([station.change()])
    const [change] = await office.first.readAll()
    expect(Math.abs(change!.clockOffsetMs - dayMs)).toBeLessThan(5000)
    expect(Math.abs(change!.arrivedAt - Date.now())).toBeLessThan(60_000)
    const own = async () => (await office.first.link.readStatus()).stations.find(({ uid }) => uid === station.uid)!
    await eventually(async () => expect(Math.abs((await own()).clockOffsetMs! - dayMs)).toBeLessThan(5000))
    expect(await own()).toMatchObject({ version: '1.0.0', model: 'arcface', lastNumber: 1, state: 'active' })
  })

  test('a link that is closed tries no more', async () => {
    const { proxy, station } = await openBehindProxy()
    await station.link.close()
    await eventually(() => expect(proxy.connections()).toBe(0))
    await expect(station.link.pull('0.0.0')).rejects.toMatchObject({ code: 'office-unreachable' })
    expect(proxy.connections()).toBe(0)
  })
})
