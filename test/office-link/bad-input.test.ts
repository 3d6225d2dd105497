import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { AppError } from '../../main/contract/errors.ts'
import { createOffice } from '../../main/office-link/create.ts'
import { firstCursor } from '../../main/office-link/cursor.ts'
import { joinOffice } from '../../main/office-link/join.ts'
import type { OfficeMembership } from '../../main/office-link/membership.ts'
import { endPostgres, makeCertificate, noPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts'
import { startTcpProxy } from '../helpers/tcp-proxy.ts'
import { openOffice, openStation, type TestOffice } from '../helpers/test-office.ts'

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: AppError) => {
      // Each has a sentence that says what to do.
      expect(error.message).toMatch(/^[A-Z][^.]*.*\. [A-Z].*\.$/)
      return error.reason ?? error.code
    },
  )

describe.skipIf(noPostgres !== null)(
  `what goes wrong with an office has a code and a sentence${noPostgres ? `: ${noPostgres}` : ''}`,
  () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => endPostgres(postgres))

    const inOffice = (office: TestOffice, text: string) => postgres.sql(text, office.database.server.database)
    const hello = (membership: OfficeMembership, options: Parameters<typeof openStation>[1] = {}) =>
      codeOf(openStation(membership, options).link.check())

    async function creating(change: (database: Awaited<ReturnType<Postgres['createDatabase']>>) => unknown = () => {}) {
      const database = await postgres.createDatabase()
      const { server, login: admin } = ((await change(database)) as typeof database | undefined) ?? database
      return codeOf(createOffice({ server, admin, name: 'Office', sites: ['Here'], firstStation: 'Desk' }))
    }

    test('a wrong address', async () => {
      const at = (host: string, port: number) =>
        creating((database) => ({ ...database, server: { ...database.server, hosts: [{ host, port }] } }))
      expect(await at('127.0.0.1', 1)).toBe('office-unreachable')
      expect(await at('no-such-host.invalid', 5432)).toBe('office-unknown-host')
    })

    test('a server that is no PostgreSQL', async () => {
      const { createServer } = await import('node:http')
      const web = createServer((_, response) => response.end('hello'))
      await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void web.close())
      const { port } = web.address() as { port: number }
      expect(
        await creating(({ server, login }) => ({ server: { ...server, hosts: [{ host: '127.0.0.1', port }] }, login })),
      ).toMatch(/^office-(unreachable|failed)$/)
    })

    test('a wrong password, account or database', async () => {
      expect(await creating(({ server, login }) => ({ server, login: { ...login, password: 'no' } }))).toBe(
        'office-password-wrong',
      )
      expect(await creating(({ server }) => ({ server, login: { user: 'nobody', password: 'no' } }))).toBe(
        'office-password-wrong',
      )
      expect(await creating(({ server, login }) => ({ server: { ...server, database: 'no' }, login }))).toBe(
        'office-missing',
      )
    })

    test('an account that may make no roles, and one that may make no schema', async () => {
      expect(
        await creating(({ login }) => postgres.sql(`alter role ${login.user} nocreaterole`).then(() => undefined)),
      ).toBe('office-no-rights')
      expect(
        await creating(({ server }) =>
          postgres.sql(`alter database ${server.database} owner to postgres`).then(() => undefined),
        ),
      ).toBe('office-no-rights')
    })

    test('the database of another program, and one that has an office already', async () => {
      const table = ({ server }: { server: { database: string } }, name: string) =>
        postgres
          .sql(`create schema if not exists rollcall; create table ${name} (a integer)`, server.database)
          .then(() => undefined)
      expect(await creating((database) => table(database, 'public.invoices'))).toBe('office-another-database')
      expect(await creating((database) => table(database, 'rollcall.invoices'))).toBe('office-another-database')
      const { database } = await openOffice(postgres)
      expect(await creating(() => database)).toBe('office-exists')
    })

    test('nothing is left of an office that could not be made', async () => {
      const database = await postgres.createDatabase()
      await postgres.sql(`alter database ${database.server.database} owner to postgres`)
      const roles = () => postgres.sql<{ rolname: string }>('select rolname from pg_roles order by 1')
      const before = await roles()
      const { server, login: admin } = database
      const office = { server, admin, name: 'Office', sites: ['Here'], firstStation: 'Desk' }
      expect(await codeOf(createOffice(office))).toBe('office-no-rights')
      expect(await roles()).toEqual(before)
    })

    test('a PostgreSQL that is too old', async () => {
      const proxy = await startTcpProxy(postgres.port)
      onTestFinished(() => proxy.close())
      proxy.rewrite((bytes) => Buffer.from(bytes.toString('latin1').replace(/\b15(\d{4})\b/, '14$1'), 'latin1'))
      expect(
        await creating(({ server, login }) => ({
          server: { ...server, hosts: [{ host: '127.0.0.1', port: proxy.port }] },
          login,
        })),
      ).toBe('office-server-too-old')
    })

    test('a server whose disk is full takes nothing, and everything when there is space again', async () => {
      const office = await openOffice(postgres)
      const { first } = office
      await inOffice(
        office,
        `create function public.full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create trigger full_disk before insert on rollcall.changes execute function public.full_disk()`,
      )
      const changes = [first.change(), first.change()]
      expect(await codeOf(first.link.push(changes))).toBe('office-server-full')
      await inOffice(office, 'drop trigger full_disk on rollcall.changes')
      expect(await first.link.push(changes)).toBe(2)
    })

    test('a server that takes no more connections', async () => {
      const office = await openOffice(postgres)
      const kiosk = await office.add()
      const { user } = kiosk.membership().login
      await inOffice(office, `alter role ${user} connection limit 0`)
      expect(await hello(kiosk.membership())).toBe('office-server-busy')
    })

    test.each([
      ['a policy that lets everybody read', 'create policy everybody on rollcall.changes using (true)'],
      ['row-level security switched off', 'alter table rollcall.changes disable row level security'],
      [
        'another function',
        `create or replace function rollcall.my_sites() returns uuid[] language sql stable security definer
      set search_path = rollcall, pg_catalog, pg_temp as $$ select array_agg(uid) from sites $$`,
      ],
      [
        'a trigger',
        `create function public.spy() returns trigger language plpgsql as 'begin return new; end';
      create trigger spy before insert on rollcall.changes for each row execute function public.spy()`,
      ],
      ['a column too many', 'alter table rollcall.changes add column note text'],
      ['a rule', 'create rule no as on delete to rollcall.changes do instead nothing'],
      ['no key on the numbers', 'alter table rollcall.changes drop constraint changes_pkey'],
      ['a function that acts for whoever calls', 'alter function rollcall.current_epoch() security invoker'],
    ])('a schema that was changed: %s', async (_, change) => {
      const office = await openOffice(postgres)
      await inOffice(office, change)
      expect(await hello(office.first.membership())).toBe('office-records-changed')
    })

    test('another office in the same place, and none', async () => {
      const [one, other] = [await openOffice(postgres), await openOffice(postgres)]
      const membership = one.first.membership()
      await inOffice(one, `update rollcall.meta set office = '${other.first.membership().office}'`)
      expect(await hello(membership)).toBe('office-missing')
      await inOffice(one, 'drop schema rollcall cascade')
      expect(await hello(membership)).toBe('office-missing')
    })

    test('a later schema, an earlier one, and another station that already writes what this one cannot read', async () => {
      const office = await openOffice(postgres)
      const membership = office.first.membership()
      await inOffice(office, 'update rollcall.meta set schema_version = 99')
      expect(await hello(membership)).toBe('office-records-newer')
      await inOffice(office, 'update rollcall.meta set schema_version = 0')
      expect(await hello(membership)).toBe('office-records-older')
      await inOffice(office, 'update rollcall.meta set schema_version = 1, format = 2')
      const change = office.first.change()
      expect(await hello(membership)).toBe('office-records-newer')
      // It is seen by the others all the same, and loses nothing: once it is updated, it goes on where it was.
      const [row] = await inOffice(
        office,
        `select version, seen_at > now() - interval '1 minute' as seen from rollcall.stations`,
      )
      expect(row).toEqual({ version: '1.0.0', seen: true })
      await inOffice(office, 'update rollcall.meta set format = 1')
      const later = openStation(membership)
      await later.link.check()
      expect(await later.link.push([change])).toBe(1)
    })

    describe('a code', () => {
      const joining = (code: string, former: OfficeMembership | null = null, now = Date.now()) =>
        joinOffice(code, { save: () => {}, now, former })
      const invite = (office: TestOffice, expiresAt = Date.now() + 60_000) =>
        office.first.link.invite({ name: 'Door', sites: office.sites, manages: false, expiresAt })

      test('that cannot be read', async () => {
        expect(await codeOf(joining('RC1-nothing'))).toBe('invitation-unreadable')
      })

      test('that has expired', async () => {
        const office = await openOffice(postgres)
        const { code } = await invite(office, Date.now() - 1000)
        expect(await codeOf(joining(code))).toBe('invitation-expired')
      })

      test('that was used: the second one is refused, and the first one can repeat its attempt', async () => {
        const office = await openOffice(postgres)
        const { code } = await invite(office)
        const first = await joining(code)
        expect(await codeOf(joining(code))).toBe('invitation-used')
        expect(await joining(code, first)).toEqual(first)
        await office.first.link.admit(first.station, first.invitation!.words)
        expect(await hello(first)).toBe('no error')
        expect(await codeOf(joining(code))).toBe('invitation-used')
      })

      test('that was withdrawn', async () => {
        const office = await openOffice(postgres)
        const { code, station } = await invite(office)
        await office.first.link.revoke(station)
        expect(await codeOf(joining(code))).toBe('invitation-used')
      })

      test('whose station was not taken in yet lets it read and write nothing', async () => {
        const office = await openOffice(postgres)
        await office.first.link.push([office.first.change()])
        const { code } = await invite(office)
        const station = openStation(await joining(code))
        expect(await codeOf(station.link.check())).toBe('station-waiting')
        expect(await codeOf(station.link.pull(firstCursor))).toBe('station-waiting')
      })

      test('whose words are others', async () => {
        const office = await openOffice(postgres)
        const { code } = await invite(office)
        const { station, invitation } = await joining(code)
        const words = [...invitation!.words.slice(0, 5), 'babab']
        expect(await codeOf(office.first.link.admit(station, words))).toBe('office-words-differ')
      })
    })

    test('a station that was revoked, and one that left', async () => {
      const office = await openOffice(postgres)
      const [revoked, left] = [await office.add(), await office.add()]
      await office.first.link.revoke(revoked.uid)
      expect(await hello(revoked.membership())).toBe('office-password-wrong')
      expect(await codeOf(office.first.link.leave())).toBe('last-managing-station')
      await left.link.leave()
      expect(await hello(left.membership())).toBe('office-password-wrong')
      // Somebody who manages the office begins a new key with the next connection, as whoever left knows the one before.
      const again = openStation(office.first.membership())
      await again.link.check()
      await expect.poll(async () => (await again.link.readStatus()).keyNumber).toBe(3)
    })

    describe('a station that is there twice', () => {
      test('from an old backup: it is told so, skips the numbers that are taken, and reads back what it forgot', async () => {
        const office = await openOffice(postgres)
        const kiosk = await office.add()
        const old = kiosk.membership()
        await kiosk.link.push([kiosk.change({ fields: { at: 1 } })])
        await kiosk.link.close()
        const between = openStation(kiosk.membership())
        await between.link.check()
        await between.link.push([kiosk.change({ fields: { at: 2 } })])
        await between.link.close()

        const restored = openStation(old)
        expect(await codeOf(restored.link.check())).toBe('office-station-restored')
        expect(await codeOf(restored.link.push([restored.change()]))).toBe('office-station-restored')
        await restored.link.resume()
        expect(restored.membership().renumberAfter).toBe(2)
        expect((await restored.readAll(true)).map(({ fields }) => fields)).toEqual([{ at: 1 }, { at: 2 }])
        expect(await codeOf(restored.link.push([{ ...restored.change(), number: 2 }]))).toBe('office-station-copied')
        expect(await restored.link.push([{ ...restored.change(), number: 3 }])).toBe(3)
        await restored.link.renumbered()
        expect(restored.membership().renumberAfter).toBe(null)
        // Whoever went on from the newer state meanwhile is another machine.
        expect(await hello(between.membership())).toBe('office-station-copied')
      })

      test('from a copied disk: the two are noticed while both run', async () => {
        const office = await openOffice(postgres)
        const kiosk = await office.add()
        const copy = openStation(structuredClone(kiosk.membership()))
        await copy.link.check()
        // The first one has lost its place; it finds out when it writes.
        expect(await codeOf(kiosk.link.push([kiosk.change()]))).toBe('office-unreachable')
        await kiosk.link.check().catch(() => {})
        expect(kiosk.link.state()).toMatchObject({ kind: 'apart', error: { code: 'office-station-copied' } })
        expect(await copy.link.push([copy.change()])).toBe(1)
      })

      test('a connection that broke in the middle of the greeting does no harm', async () => {
        const office = await openOffice(postgres)
        const kiosk = await office.add()
        await kiosk.link.close()
        const proxy = await startTcpProxy(postgres.port)
        onTestFinished(() => proxy.close())
        const { server } = kiosk.membership()
        const membership = {
          ...kiosk.membership(),
          server: { ...server, hosts: [{ host: '127.0.0.1', port: proxy.port }] },
        }
        // The server has said yes, and nobody hears it.
        proxy.rewrite((bytes) => {
          if (!bytes.includes('renewalDue')) return bytes
          proxy.cut()
          return Buffer.alloc(0)
        })
        const cut = openStation(membership)
        expect(await codeOf(cut.link.check())).toBe('office-unreachable')
        expect(cut.membership().token.next).not.toBe(null)
        await cut.link.close()
        proxy.rewrite((bytes) => bytes)
        expect(await hello(cut.membership())).toBe('no error')
      })
    })

    describe('a server that went back to a backup', () => {
      test('is told what it forgot, and the station what to hand over again', async () => {
        const office = await openOffice(postgres)
        const kiosk = await office.add()
        await kiosk.link.push([kiosk.change(), kiosk.change(), kiosk.change()])
        await kiosk.link.close()
        await inOffice(
          office,
          `delete from rollcall.changes where number > 1; update rollcall.stations set last_number = 1 where last_number = 3`,
        )
        const forgotten: unknown[] = []
        const again = openStation(kiosk.membership(), {
          describe: () => ({ version: '1.0.0', model: 'arcface', handedOver: 3, cursor: firstCursor, waiting: 0 }),
          greeted: (greeting) => void forgotten.push(greeting.forgotten),
        })
        await again.link.check()
        expect(forgotten).toEqual([{ from: 2, to: 3 }])
        expect(await again.link.push([{ ...again.change(), number: 4 }])).toBe(4)
      })

      test('into a cluster whose transactions have smaller numbers: all is read, and what comes later, too', async () => {
        const office = await openOffice(postgres)
        const kiosk = await office.add()
        const { first } = office
        await first.link.push([first.change({ fields: { at: 1 } }), first.change({ fields: { at: 2 } })])
        await inOffice(
          office,
          'update rollcall.changes set xid = xid + 1000000000; update rollcall.meta set cluster = 1',
        )
        expect(await kiosk.link.pull(firstCursor)).toMatchObject({ changes: [], isBehind: true })
        await kiosk.link.close()
        const again = openStation(kiosk.membership())
        await again.link.check()
        expect((await again.readAll()).map(({ fields }) => fields)).toEqual([{ at: 1 }, { at: 2 }])
        await first.link.push([first.change({ fields: { at: 3 } })])
        expect((await again.readAll()).map(({ fields }) => fields)).toEqual([{ at: 3 }])
      })
    })
  },
)

describe.skipIf(noPostgres !== null)(`the way to the server is encrypted${noPostgres ? `: ${noPostgres}` : ''}`, () => {
  let postgres: Postgres
  let certificate: ReturnType<typeof makeCertificate>
  beforeAll(async () => {
    certificate = makeCertificate()
    postgres = await startPostgres({ tls: certificate })
  })
  afterAll(() => endPostgres(postgres))

  async function creating(authority: string | null, host = '127.0.0.1', port = postgres.port) {
    const { server, login: admin } = await postgres.createDatabase()
    const place = { ...server, hosts: [{ host, port }], authority }
    return createOffice({ server: place, admin, name: 'Office', sites: ['Here'], firstStation: 'Desk' })
  }

  test('with the certificate of its authority, by name and by number, and the code carries it', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const { membership, sites } = await creating(certificate.authority, host)
      const station = openStation(membership)
      await station.link.check()
      const [row] = await postgres.sql<{ ssl: boolean }>(
        `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where usename = '${membership.login.user}'`,
      )
      expect(row).toEqual({ ssl: true })
      const { code } = await station.link.invite({
        name: 'Door',
        sites: [sites[0]!.uid],
        manages: false,
        expiresAt: Date.now() + 60_000,
      })
      expect(await joinOffice(code, { save: () => {}, now: Date.now() })).toMatchObject({ stationName: 'Door' })
    }
  })

  test('with that of another authority, it is refused', async () => {
    expect(await codeOf(creating(makeCertificate().authority))).toBe('office-certificate')
  })

  test('for another name, it is refused', async () => {
    const other = makeCertificate('DNS:db.example.org')
    const elsewhere = await startPostgres({ tls: other })
    try {
      expect(await codeOf(creating(other.authority, '127.0.0.1', elsewhere.port))).toBe('office-certificate')
    } finally {
      await endPostgres(elsewhere)
    }
  })

  test('a server without encryption is not used where it was to have one', async () => {
    const plain = await startPostgres()
    try {
      expect(await codeOf(creating(certificate.authority, '127.0.0.1', plain.port))).toBe('office-no-encryption')
    } finally {
      await endPostgres(plain)
    }
  })
})
