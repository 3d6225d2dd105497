import { afterAll, describe, expect, test } from 'vitest'
import { createOffice } from '../../main/office-link/create.ts'
import { endPostgres, noPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts'
import { eventually, openStation } from '../helpers/test-office.ts'

/** A primary server whose replica has everything before anything is acknowledged. The primary dies. */
describe.skipIf(noPostgres !== null)(`an office goes on at the replica${noPostgres ? `: ${noPostgres}` : ''}`, () => {
  const servers: Postgres[] = []
  afterAll(async () => {
    for (const server of servers) await endPostgres(server)
  })

  test('when the primary is killed, nothing that was acknowledged is lost', async () => {
    const primary = await startPostgres({
      durable: true,
      settings: ['wal_level = replica', 'max_wal_senders = 5', `synchronous_standby_names = ''`],
    })
    servers.push(primary)
    const { server, login: admin } = await primary.createDatabase()
    const replica = await startPostgres({ durable: true, replicaOf: primary })
    servers.push(replica)
    await primary.sql(`alter system set synchronous_standby_names = 'replica'`)
    await primary.sql('select pg_reload_conf()')
    await eventually(async () => {
      const [row] = await primary.sql<{ state: string }>('select sync_state as state from pg_stat_replication')
      expect(row?.state).toBe('sync')
    })

    const hosts = [primary, replica].map(({ port }) => ({ host: '127.0.0.1', port }))
    const { membership } = await createOffice({
      ...{ server: { ...server, hosts }, admin, name: 'Office', sites: ['Here'], firstStation: 'Desk' },
    })
    const station = openStation(membership)
    await station.link.check()
    const changes = Array.from({ length: 300 }, (_, index) => station.change({ fields: { at: index } }))
    let acknowledged = 0
    let isDead = false
    const handOver = async () => {
      while (acknowledged < changes.length) {
        try {
          acknowledged = await station.link.push(changes.slice(acknowledged, acknowledged + 3))
        } catch {
          await station.link.check().catch(() => {})
        }
      }
    }
    const working = handOver()
    await eventually(() => expect(acknowledged).toBeGreaterThan(30))
    await primary.stop('immediate')
    isDead = true
    const atDeath = acknowledged
    // The replica may only be read until somebody promotes it; the station waits for that.
    await eventually(() => expect(station.link.state().kind).toBe('apart'))
    const kept = await replica.sql<{ number: number }>(
      'select max(number)::integer as number from rollcall.changes',
      server.database,
    )
    expect(kept[0]!.number).toBeGreaterThanOrEqual(atDeath)
    await replica.sql('select pg_promote()')
    await working
    expect(isDead && station.link.state()).toMatchObject({ kind: 'connected' })
    const rows = await replica.sql('select fields from rollcall.changes order by number', server.database)
    expect(rows).toEqual(changes.map(({ fields }) => ({ fields })))
    expect((await station.link.readStatus()).stations).toMatchObject([{ lastNumber: 300 }])
  })
})
