import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { firstCursor } from '../../main/office-link/cursor.ts'
import { endPostgres, noPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts'
import { openOffice, openStation, type TestStation } from '../helpers/test-office.ts'

describe.skipIf(noPostgres !== null)(`a server that was lost${noPostgres ? `: ${noPostgres}` : ''}`, () => {
  const servers: Postgres[] = []
  afterAll(async () => {
    for (const server of servers) await endPostgres(server)
  })

  test('comes back from a dump in another cluster: all stations go on, and what it forgot is handed over again', async () => {
    const former = await startPostgres()
    servers.push(former)
    const office = await openOffice(former)
    const kiosk = await office.add()
    // So that transactions have larger numbers here than in a new cluster.
    await former.program('pg_ctl', ['stop', '-w', '-D', former.folder])
    await former.program('pg_resetwal', ['-x', '5000000', '-D', former.folder])
    // Its status of transactions lies in a file that is made with the first of a segment.
    writeFileSync(join(former.folder, 'pg_xact', '0004'), Buffer.alloc(262_144), { mode: 0o666 })
    await former.start()
    await Promise.all([office.first.link.check(), kiosk.link.check()])

    const entries = [1, 2, 3, 4].map((at) => kiosk.change({ fields: { at } }))
    await kiosk.link.push(entries.slice(0, 2))
    const { server } = office.database
    const place = (port: number) => ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres']
    const env = { PGPASSWORD: former.superuser.password }
    const roles = await former.program('pg_dumpall', ['--roles-only', ...place(former.port)], env)
    const dump = await former.program('pg_dump', ['--create', ...place(former.port), server.database], env)
    await kiosk.link.push(entries.slice(2))
    await Promise.all([office.first.link.close(), kiosk.link.close()])
    await former.stop('immediate')

    const latter = await startPostgres()
    servers.push(latter)
    await latter.sql(roles.stdout.replaceAll(/^(CREATE|ALTER) ROLE postgres\b.*$/gm, '').replaceAll(/^\\.*$/gm, ''))
    const script = join(latter.folder, 'office.sql')
    writeFileSync(script, dump.stdout, { mode: 0o644 })
    await latter.program(
      'psql',
      ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...place(latter.port), '-d', 'postgres', '-f', script],
      env,
    )

    const elsewhere = (station: TestStation) => {
      const membership = station.membership()
      return { ...membership, server: { ...membership.server, hosts: [{ host: '127.0.0.1', port: latter.port }] } }
    }
    const forgotten: unknown[] = []
    const again = openStation(elsewhere(kiosk), {
      describe: () => ({ version: '1.0.0', model: 'arcface', handedOver: 4, cursor: firstCursor, waiting: 0 }),
      greeted: (greeting) => void forgotten.push(greeting.forgotten),
    })
    await again.link.check()
    expect(forgotten).toEqual([{ from: 3, to: 4 }])
    expect(await again.link.push([5, 6].map((number) => ({ ...entries[number - 3]!, number })))).toBe(6)
    const desk = openStation(elsewhere(office.first))
    await desk.link.check()
    expect((await desk.readAll()).map(({ fields }) => fields!.at)).toEqual([1, 2, 3, 4])
    const [row] = await latter.sql<{ old: number; young: number }>(
      `select min(xid) filter (where epoch = 2) as young, max(xid) filter (where epoch = 1) as old from rollcall.changes`,
      server.database,
    )
    expect(Number(row!.young)).toBeLessThan(Number(row!.old))
  })
})
