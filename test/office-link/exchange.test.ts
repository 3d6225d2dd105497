import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppError } from '../../main/contract/errors.ts'
import { firstCursor } from '../../main/office-link/cursor.ts'
import { makeUid } from '../../main/office-link/uid.ts'
import { endPostgres, noPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts'
import { eventually, openOffice, openStation } from '../helpers/test-office.ts'

describe.skipIf(noPostgres !== null)(`changes go by way of PostgreSQL${noPostgres ? `: ${noPostgres}` : ''}`, () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => endPostgres(postgres))

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: AppError) => error.reason ?? error.code,
    )

  test('what one station writes, another reads as it was, in order and once', async () => {
    const office = await openOffice(postgres)
    const kiosk = await office.add()
    const person = makeUid()
    const embedding = Uint8Array.from({ length: 2048 }, (_, index) => index % 251)
    const written = [
      office.first.change({
        ...{ kind: 'person', uid: person, people: [person] },
        fields: { name: 'Ada "Lovelace"', odd: '\\ { } \u2028 😀', 10: 1.5, 9: [null, true, 1e21, -0.1] },
      }),
      office.first.change({ kind: 'template', people: [person], fields: { model: 'arcface' }, secret: embedding }),
      office.first.change({ kind: 'document', basis: makeUid(), fields: { text: 'Rules' } }),
      office.first.change({ kind: 'template', people: [person], fields: null }),
    ]
    const woken = kiosk.woken()
    expect(await office.first.link.push(written)).toBe(4)
    await eventually(() => expect(kiosk.woken()).toBeGreaterThan(woken))
    const read = await kiosk.readAll()
    expect(read.map(({ arrivedAt, clockOffsetMs, ...change }) => change)).toEqual(
      written.map((change) => ({ ...change, secret: change.secret && Buffer.from(change.secret) })),
    )
    expect(Math.abs(read[0]!.arrivedAt - Date.now())).toBeLessThan(60_000)
    expect(await kiosk.readAll()).toEqual([])
    expect(await office.first.readAll()).toEqual([])
  })

  test('the same changes may be handed over again, whatever the row has become meanwhile', async () => {
    const { first, database } = await openOffice(postgres)
    const changes = [first.change({ fields: { a: 1 } }), first.change({ fields: { a: 2 } })]
    expect(await first.link.push(changes)).toBe(2)
    const later = first.change({ fields: { a: 3 } })
    expect(await first.link.push([{ ...changes[1]!, fields: { a: 4 } }, later])).toBe(3)
    const rows = await postgres.sql(
      'select number::int, fields from rollcall.changes order by 1',
      database.server.database,
    )
    expect(rows).toEqual([
      { number: 1, fields: { a: 1 } },
      { number: 2, fields: { a: 2 } },
      { number: 3, fields: { a: 3 } },
    ])
  })

  test('a hole in the numbers is refused, and so is a known number with another change', async () => {
    const { first } = await openOffice(postgres)
    const [one, two, three] = [first.change(), first.change(), first.change()]
    await first.link.push([one])
    const failure = await first.link.push([three]).catch((error: AppError) => error)
    expect(failure).toMatchObject({ code: 'office-numbers-missing', details: { expected: 2 } })
    expect(await codeOf(first.link.push([{ ...one, uid: makeUid() }]))).toBe('office-station-copied')
    expect(await codeOf(first.link.push([{ ...one, time: two.time }]))).toBe('office-station-copied')
    expect(await first.link.push([one, two, three])).toBe(3)
  })

  test('a batch is taken whole or not at all', async () => {
    const { first, database } = await openOffice(postgres)
    const changes = [first.change(), first.change(), { ...first.change(), number: 7 }]
    expect(await codeOf(first.link.push(changes))).toBe('office-numbers-missing')
    expect(await postgres.sql('select from rollcall.changes', database.server.database)).toEqual([])
  })

  test('a change is read although its transaction ended after those that began later', async () => {
    const office = await openOffice(postgres)
    const [slow, reader] = [await office.add(), await office.add()]
    const { server } = office.database
    // The slow station's transaction has its number and writes, and ends only after another one.
    const client = new pg.Client({
      ...server.hosts[0]!,
      database: server.database,
      user: 'postgres',
      password: postgres.superuser.password,
    })
    await client.connect()
    await client.query('begin')
    await client.query(
      `insert into rollcall.changes (epoch, xid, station, number, kind, uid, people, sites, time, key_number, clock_offset)
       select 1, pg_current_xact_id()::text::bigint, $1, 1, 'event', $2, '{}', '{}', '0', 1, 0`,
      [slow.uid, makeUid()],
    )
    await office.first.link.push([office.first.change({ fields: { from: 'fast' } })])
    // Whoever read the fast change now would have a cursor behind the slow one.
    const before = await reader.link.pull(firstCursor)
    expect(before).toMatchObject({ changes: [], refused: [], cursor: firstCursor, isBehind: true })
    const woken = reader.woken()
    await client.query('commit')
    await client.end()
    await eventually(() => expect(reader.woken()).toBeGreaterThan(woken))
    const after = await reader.link.pull(before.cursor)
    // The slow one was written by hand, without a proof.
    expect(after.refused.map(({ details }) => details.station)).toEqual([slow.uid])
    expect(after.changes.map(({ fields }) => fields)).toEqual([{ from: 'fast' }])
  })

  test('a station reads back what it wrote when it asks for that', async () => {
    const { first } = await openOffice(postgres)
    const secret = Buffer.from('a photo')
    const change = first.change({ kind: 'template', secret })
    await first.link.push([change])
    const pulled = await first.link.pull(firstCursor, { withOwn: true })
    expect(pulled.changes).toMatchObject([{ number: 1, uid: change.uid, secret }])
    // Without asking, own rows still move the cursor.
    expect(await first.link.pull(firstCursor)).toMatchObject({ changes: [], cursor: pulled.cursor })
  })

  test('much comes in several answers, none of them too large, and nothing twice', async () => {
    const office = await openOffice(postgres)
    const kiosk = await office.add()
    const photos = Array.from({ length: 12 }, (_, index) =>
      office.first.change({ kind: 'template', fields: { index }, secret: Buffer.alloc(1_000_000, index) }),
    )
    expect(await office.first.link.push(photos)).toBe(12)
    const pulled = await kiosk.link.pull(firstCursor)
    expect(pulled.changes.length).toBe(9)
    expect((await kiosk.readAll()).map(({ fields }) => fields!.index)).toEqual(
      photos.map(({ fields }) => fields!.index),
    )
  })

  test('text that PostgreSQL cannot keep is stored without what it cannot', async () => {
    const office = await openOffice(postgres)
    const kiosk = await office.add()
    await office.first.link.push([office.first.change({ fields: { note: 'a\0b\ud800c' } })])
    expect((await kiosk.readAll()).map(({ fields }) => fields)).toEqual([{ note: 'a\ufffdb\ufffdc' }])
  })

  test('somebody who was erased stays erased, whatever arrives later', async () => {
    const office = await openOffice(postgres)
    const [kiosk, late] = [await office.add(), await office.add()]
    const person = makeUid()
    const about = { people: [person] }
    await office.first.link.push([
      office.first.change({ kind: 'person', uid: person, ...about, fields: { name: 'Ada' } }),
      office.first.change({ kind: 'template', ...about, secret: Buffer.from('embedding') }),
      office.first.change({ ...about, fields: { at: 1 } }),
    ])
    await kiosk.link.push([kiosk.change({ kind: 'person', uid: person, ...about, fields: null })])
    await office.first.link.push([
      office.first.change({ kind: 'template', ...about, secret: Buffer.from('another embedding') }),
      office.first.change({ kind: 'person', uid: person, ...about, fields: { name: 'Ada again' } }),
    ])
    const read = await late.readAll()
    expect(read.map(({ kind, fields, secret }) => ({ kind, fields, secret }))).toEqual([
      { kind: 'person', fields: null, secret: null },
    ])
    const rows = await postgres.sql<{ whole: string }>(
      `select changes::text as whole from rollcall.changes where fields is not null or secret is not null or proof is not null`,
      office.database.server.database,
    )
    expect(rows.length).toBe(1)
    expect(await postgres.sql(`select name from rollcall.people`, office.database.server.database)).toEqual([])

    const [before] = (await office.first.link.readStatus()).erasures
    expect(before).toMatchObject({ person, done: [] })
    expect(new Set(before!.missing)).toEqual(new Set([office.first.uid, kiosk.uid, late.uid]))
    await late.link.acknowledgeErased([person, makeUid()])
    const [after] = (await office.first.link.readStatus()).erasures
    expect(after).toMatchObject({ done: [late.uid] })
    expect(after!.missing).not.toContain(late.uid)
  })

  test('people of another site are not read, and come when they belong here, too', async () => {
    const office = await openOffice(postgres)
    const [north, south] = office.sites as [(typeof office.sites)[0], (typeof office.sites)[0]]
    const station = await office.add({ sites: [south!] })
    const person = makeUid()
    const about = { people: [person] }
    await office.first.link.push([
      office.first.change({ kind: 'person', uid: person, ...about, fields: { name: 'Ada', sites: [north!] } }),
      office.first.change({ kind: 'template', ...about, secret: Buffer.from('embedding') }),
      office.first.change({ kind: 'document', fields: { text: 'for all' } }),
    ])
    expect((await station.readAll()).map(({ kind }) => kind)).toEqual(['document'])
    await office.first.link.push([
      office.first.change({ kind: 'person', uid: person, ...about, fields: { sites: [north!, south!] } }),
    ])
    const arrived = await station.readAll()
    expect(arrived.map(({ kind, number }) => [kind, number])).toEqual([
      ['person', 1],
      ['template', 2],
      ['person', 4],
    ])
    expect(arrived[1]!.secret).toEqual(Buffer.from('embedding'))
    // Its stations hear that somebody is no longer theirs, and nothing that comes after.
    await office.first.link.push([
      office.first.change({ kind: 'person', uid: person, ...about, fields: { sites: [north!] } }),
      office.first.change({ kind: 'person', uid: person, ...about, fields: { name: 'Ada King' } }),
    ])
    expect((await station.readAll()).map(({ fields }) => fields)).toEqual([{ sites: [north!] }])
  })

  test('a station that was given another site is told to read from the beginning', async () => {
    const office = await openOffice(postgres)
    const station = await office.add()
    await office.first.link.setSites(station.uid, office.sites)
    const greetings: boolean[] = []
    const again = openStation(station.membership(), {
      greeted: ({ sitesChanged }) => void greetings.push(sitesChanged),
    })
    await again.link.check()
    expect(greetings).toEqual([true])
    expect(again.membership().sites).toEqual(office.sites)
  })
})
