import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeUid } from '../../main/office-link/uid.ts'
import { endPostgres, noPostgres, type Postgres, psql, startPostgres } from '../helpers/postgres.ts'
import { openOffice, type TestOffice, type TestStation } from '../helpers/test-office.ts'

describe.skipIf(noPostgres !== null)(
  `the rights of a station's role, tried with psql${noPostgres ? `: ${noPostgres}` : ''}`,
  () => {
    const ends: (() => Promise<void>)[] = []
    let postgres: Postgres
    let office: TestOffice
    let kiosk: TestStation
    let as: (station: TestStation, command: string) => Promise<string>
    const southern = makeUid()

    beforeAll(async () => {
      postgres = await startPostgres()
      office = await openOffice(postgres, (close) => void ends.push(close))
      kiosk = await office.add()
      as = (station, command) => {
        const { server, login } = station.membership()
        return psql(postgres, { server, login }, command)
      }
      const { first, sites } = office
      await first.link.push([
        first.change({
          kind: 'person',
          uid: southern,
          people: [southern],
          fields: { name: 'Ada', sites: [sites[1]!] },
        }),
        first.change({ people: [southern], fields: { at: 1 } }),
        first.change({ fields: { at: 2 } }),
        first.change({ kind: 'template', people: [southern], fields: { model: 'arcface' }, secret: Buffer.from('x') }),
      ])
      await kiosk.link.push([kiosk.change({ fields: { at: 3 } })])
    })
    afterAll(async () => {
      await Promise.all(ends.map((end) => end()))
      await endPostgres(postgres)
    })

    const denied = /permission denied/

    test('it changes and deletes no event, not even its own', async () => {
      for (const command of [
        `update rollcall.changes set fields = '{}'`,
        `update rollcall.changes set time = '0' where station = '${kiosk.uid}'`,
        'delete from rollcall.changes',
        'truncate rollcall.changes',
        `alter table rollcall.changes disable row level security`,
        'drop table rollcall.changes',
      ]) {
        expect(await as(kiosk, command)).toMatch(/permission denied|must be owner/)
      }
      expect(
        await postgres.sql('select count(*)::int as rows from rollcall.changes', office.database.server.database),
      ).toEqual([{ rows: 5 }])
    })

    test('it writes past the functions nowhere, and as no other station', async () => {
      const own = `'${makeUid()}', '{}', '{}', '0', 1, 0`
      const into =
        'insert into rollcall.changes (epoch, xid, station, number, kind, uid, people, sites, time, key_number, clock_offset)'
      for (const station of [kiosk, office.first]) {
        expect(await as(kiosk, `${into} values (1, 1, '${station.uid}', 9, 'event', ${own})`)).toMatch(denied)
      }
      // The function has no place for a station: it knows who asks.
      const call = (number: number) =>
        `select rollcall.push(array[${number}]::bigint[], array['event'], array['${makeUid()}']::uuid[], array['{}'], array['0'], array[null]::uuid[], array['{}'], array[null]::bytea[], array['x']::bytea[], 1, 0)`
      expect(await as(kiosk, call(2))).toMatch(/another connection/)
      expect(await as(kiosk, `set role ${office.first.membership().login.user}`)).toMatch(denied)
      expect(await as(kiosk, `set session authorization ${office.first.membership().login.user}`)).toMatch(denied)
      expect(await as(kiosk, `select number from rollcall.changes where station = '${kiosk.uid}'`)).toBe('1')
    })

    test('it reads its own sites and no other', async () => {
      expect(await as(kiosk, 'select fields from rollcall.changes order by seq')).toBe('{"at": 2}\n{"at": 3}')
      expect(await as(kiosk, `select * from rollcall.changes where '${southern}' = any(people)`)).toBe('')
      const south = await office.add({ sites: [office.sites[1]!] })
      expect(await as(south, `select count(*) from rollcall.changes where '${southern}' = any(people)`)).toBe('3')
      // A function of one's own that leaks what the policy hides.
      const leak = `create function pg_temp.leak(fields jsonb) returns boolean language plpgsql cost 0.0001 as
      $$ begin raise notice '%', fields; return true; end $$;
      select count(*) from rollcall.changes where pg_temp.leak(fields)`
      expect(await as(kiosk, leak)).toMatch(/2$/)
    })

    test('it reads no keys, no stations and no views, and makes nothing', async () => {
      for (const name of [
        'stations',
        'key_wraps',
        'meta',
        'erased',
        'person_sites',
        'recovery_keys',
        'people',
        'entries',
      ]) {
        expect(await as(kiosk, `select * from rollcall.${name}`)).toMatch(denied)
      }
      expect(await as(kiosk, 'create table rollcall.mine (a integer)')).toMatch(denied)
      expect(await as(kiosk, 'create role mine')).toMatch(denied)
      expect(await as(kiosk, 'begin; lock table rollcall.epoch_lock')).toMatch(denied)
      expect(await as(kiosk, `select rollcall.make_role('rollcall_mine', 'SCRAM-SHA-256$', 'infinity')`)).toMatch(
        denied,
      )
      expect(await as(kiosk, `select rollcall.empty_changes('${southern}', '${kiosk.uid}')`)).toMatch(denied)
      expect(await as(kiosk, 'select rollcall.begin_epoch()')).toMatch(denied)
    })

    test('what manages the office does nothing for a station that may not', async () => {
      const uid = makeUid()
      for (const call of [
        `revoke_station('${office.first.uid}')`,
        `renew_key(2, '[]', '[]')`,
        `set_manages('${kiosk.uid}', true)`,
        `set_sites('${kiosk.uid}', array['${office.sites[1]}']::uuid[])`,
        `older_rows('${uid}', 0, 10)`,
        `reseal(array['${office.first.uid}']::uuid[], array[1]::bigint[], array[1], array[null]::bytea[], array['x']::bytea[], 1)`,
        'newcomers()',
        'recipients()',
        `invite('${uid}', 'x', 'rollcall_${uid.replaceAll('-', '')}', 'SCRAM-SHA-256$', array['${office.sites[0]}']::uuid[], true, 0, 'x')`,
      ]) {
        expect(await as(kiosk, `select rollcall.${call}`)).toMatch(/may not manage/)
      }
    })

    test('an account that is no station reads nothing, whatever it was granted', async () => {
      const { database } = office.database.server
      await postgres.sql(
        `create role stranger login password 'stranger'; grant usage on schema rollcall to stranger;
      grant select on rollcall.changes to stranger; grant execute on all functions in schema rollcall to stranger`,
        database,
      )
      const stranger = { server: office.database.server, login: { user: 'stranger', password: 'stranger' } }
      expect(await psql(postgres, stranger, 'select * from rollcall.changes')).toBe('')
      expect(await psql(postgres, stranger, 'select rollcall.office_status()')).toMatch(/no station/)
    })

    test('revoking ends a station: its sessions, its login and its keys', async () => {
      const station = await office.add({ name: 'Stolen' })
      const { server, login } = station.membership()
      const open = psql(postgres, { server, login }, 'select pg_sleep(60)')
      const { database } = office.database.server
      const sessions = () =>
        postgres.sql<{ pid: number }>(`select pid from pg_stat_activity where usename = '${login.user}'`, database)
      await expect.poll(sessions).toHaveLength(2)
      await office.first.link.revoke(station.uid)
      expect(await open).toMatch(/terminating connection due to administrator command/)
      await expect.poll(sessions).toHaveLength(0)
      expect(await psql(postgres, { server, login }, 'select 1')).toMatch(/password authentication failed/)
      await station.link.check().catch(() => {})
      expect(station.link.state()).toMatchObject({ kind: 'apart', error: { code: 'office-password-wrong' } })
      expect(await postgres.sql(`select from rollcall.key_wraps where recipient = '${station.uid}'`, database)).toEqual(
        [],
      )

      // Whoever kept its keys reads what was written before, and nothing that is written from now on.
      const later = office.first.change({ kind: 'template', secret: Buffer.from('later') })
      await office.first.link.push([{ ...later, number: 5 }])
      const rows = await postgres.sql<{ key_number: number }>(
        'select key_number from rollcall.changes where number = 5',
        database,
      )
      expect(rows).toEqual([{ key_number: 2 }])
      expect(Object.keys(station.membership().keys)).toEqual(['1'])
      expect((await kiosk.readAll()).find(({ uid }) => uid === later.uid)?.secret).toEqual(Buffer.from('later'))
    })
  },
)
