import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCursor } from '../../main/office-link/cursor.ts'
import { bytesOf } from '../../main/office-link/membership.ts'
import { recoverOffice } from '../../main/office-link/recover.ts'
import { makeUid } from '../../main/office-link/uid.ts'
import { endPostgres, noPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts'
import { openOffice, openStation, type TestOffice } from '../helpers/test-office.ts'

describe.skipIf(noPostgres !== null)(
  `who holds the server holds no faces${noPostgres ? `: ${noPostgres}` : ''}`,
  () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => endPostgres(postgres))

    const embedding = Buffer.from(
      Float32Array.from({ length: 512 }, (_, index) => Math.sin(index * 7.3)).buffer as ArrayBuffer,
    )
    const photo = Buffer.from(`\xff\xd8\xff\xe0 a photo of Ada ${'pixels '.repeat(200)}`, 'latin1')
    const pin = Buffer.from('the hash of 4711')

    async function enrol({ first }: TestOffice, name: string, secret: Buffer<ArrayBuffer> = embedding) {
      const person = makeUid()
      const about = { people: [person] }
      const template = first.change({ kind: 'template', ...about, fields: { model: 'arcface', person }, secret })
      await first.link.push([
        template,
        first.change({ kind: 'person', uid: person, ...about, fields: { name } }),
        first.change({ kind: 'consent', ...about, fields: { person }, secret: photo }),
        first.change({ kind: 'pin', ...about, secret: pin }),
      ])
      return { person, template: template.uid }
    }

    const sqlIn = (office: TestOffice, text: string) =>
      postgres.sql<Record<string, unknown>>(text, office.database.server.database)

    test('a dump of everything with the rights of the owner holds no embedding, photo, PIN or key', async () => {
      const office = await openOffice(postgres)
      const kiosk = await office.add({ name: 'Door' })
      await office.first.link.invite({
        name: 'Third',
        sites: office.sites,
        manages: true,
        expiresAt: Date.now() + 60_000,
      })
      await enrol(office, 'Ada Lovelace')
      await office.first.link.revoke(kiosk.uid)
      const place = ['-h', '127.0.0.1', '-p', String(postgres.port), '-U', 'postgres']
      const { stdout } = await postgres.program('pg_dumpall', place, { PGPASSWORD: postgres.superuser.password })
      // The search finds what is there.
      expect(stdout).toContain('Ada Lovelace')
      expect(stdout).toContain('SCRAM-SHA-256$4096')

      const memberships = [office.first.membership(), kiosk.membership()]
      const secrets = [
        ...[embedding, photo, pin, Buffer.from(office.recoveryKey)],
        ...memberships.flatMap(({ keys, privateKey }) => [...Object.values(keys), privateKey].map(bytesOf)),
      ]
      expect(secrets.length).toBe(4 + 3 + 2)
      for (const secret of secrets) {
        // Pieces, so that one that was moved or cut is found, too; in whatever form a dump may write bytes.
        for (let start = 0; start + 12 <= secret.length; start += 12) {
          const piece = secret.subarray(start, start + 12)
          expect(stdout.includes(piece.toString('hex'))).toBe(false)
          expect(stdout.includes(piece.toString('base64'))).toBe(false)
          expect(stdout.includes(piece.toString('latin1'))).toBe(false)
        }
      }
      for (const { login } of memberships) expect(stdout).not.toContain(login.password)
    })

    /** What a station reads after the server's owner did something. */
    async function readAfter(office: TestOffice, change: string) {
      const kiosk = await office.add()
      await sqlIn(office, change)
      const { changes, refused } = await kiosk.link.pull(firstCursor)
      return {
        read: changes.map(({ uid }) => uid),
        refused: refused.map(({ code, details }) => [code, details.kind, details.uid]),
      }
    }

    test('two templates whose sealed bytes were swapped are both refused', async () => {
      const office = await openOffice(postgres)
      const [ada, bob] = [await enrol(office, 'Ada'), await enrol(office, 'Bob', Buffer.from('another embedding'))]
      const swap = `update rollcall.changes a set secret = b.secret, proof = b.proof from rollcall.changes b
      where a.kind = 'template' and b.kind = 'template' and a.uid <> b.uid`
      const { read, refused } = await readAfter(office, swap)
      expect(refused).toEqual([
        ['office-values-changed', 'template', ada.template],
        ['office-values-changed', 'template', bob.template],
      ])
      expect(read.length).toBe(6)
    })

    test('a template is refused, and nothing else, with whatever of its row was changed', async () => {
      const office = await openOffice(postgres)
      const kiosk = await office.add()
      await enrol(office, 'Ada')
      await sqlIn(office, 'create table public.before as select * from rollcall.changes')
      for (const [what, change] of changesOfTemplates) {
        await sqlIn(office, `update rollcall.changes ${change} where kind = 'template'`)
        const { changes, refused } = await kiosk.link.pull(firstCursor)
        expect([what, refused.map(({ code, details }) => [code, details.kind])]).toEqual([
          what,
          [['office-values-changed', 'template']],
        ])
        expect(changes.length).toBe(3)
        await sqlIn(office, 'delete from rollcall.changes; insert into rollcall.changes select * from public.before')
      }
      expect((await kiosk.readAll()).length).toBe(4)
    })

    const changesOfTemplates = [
      ['given to another person', `set people = array['${makeUid()}'::uuid]`],
      ['said to be of another person', `set fields = fields || '{"person": "${makeUid()}"}'`],
      ['said to be of another model', `set fields = fields || '{"model": "another"}'`],
      ['given another name', `set uid = '${makeUid()}'`],
      ['put under another key', "set key_number = 1, secret = overlay(secret placing '\\x00' from 20)"],
      ['taken away', 'set secret = null'],
      ['cut', 'set secret = substring(secret for 40)'],
      ['moved to another number', 'set number = 1000'],
      ['said to be removed', 'set secret = null, fields = null'],
      ['left without a proof', 'set proof = null'],
    ] as const

    test('what everybody may read is not changed in secret either', async () => {
      const office = await openOffice(postgres)
      const { person } = await enrol(office, 'Ada')
      const change = `update rollcall.changes set fields = '{"name": "Eve"}' where kind = 'person'`
      expect((await readAfter(office, change)).refused).toEqual([['office-values-changed', 'person', person]])
    })

    test('an older state of a row does not pass for the newest', async () => {
      const office = await openOffice(postgres)
      const { first } = office
      const uid = makeUid()
      await first.link.push([
        first.change({ kind: 'pin', uid, secret: Buffer.from('former') }),
        first.change({ kind: 'pin', uid, secret: Buffer.from('newer') }),
      ])
      const change = `update rollcall.changes a set secret = b.secret, proof = b.proof, fields = b.fields from rollcall.changes b
      where a.number = 2 and b.number = 1`
      expect((await readAfter(office, change)).refused).toEqual([['office-values-changed', 'pin', uid]])
    })

    test('a station that somebody put in on the server gets no key', async () => {
      const office = await openOffice(postgres)
      const kiosk = await office.add()
      await sqlIn(
        office,
        `insert into rollcall.stations (uid, name, role_name, sites, manages, state, public_key, vouch)
      values ('${makeUid()}', 'Eve', 'eve', '{}', false, 'active', '\\x${'09'.repeat(32)}', '\\x${'00'.repeat(32)}')`,
      )
      const failure = await office.first.link.revoke(kiosk.uid).catch((error: Error) => error)
      expect(failure).toMatchObject({ code: 'office-values-changed' })
      expect(await sqlIn(office, 'select key_number from rollcall.meta')).toEqual([{ key_number: 1 }])
    })

    test('a public key that was exchanged on the server is noticed before the station is taken in', async () => {
      const office = await openOffice(postgres)
      const { code } = await office.first.link.invite({
        name: 'Door',
        sites: office.sites,
        manages: false,
        expiresAt: Date.now() + 60_000,
      })
      const { joinOffice } = await import('../../main/office-link/join.ts')
      const newcomer = await joinOffice(code, { save: () => {}, now: Date.now() })
      expect((await office.first.link.listNewcomers())[0]!.words).toEqual(newcomer.invitation!.words)
      await sqlIn(office, `update rollcall.stations set public_key = '\\x${'0a'.repeat(32)}' where state = 'waiting'`)
      expect((await office.first.link.listNewcomers())[0]!.words).toBe(null)
      const failure = await office.first.link
        .admit(newcomer.station, newcomer.invitation!.words)
        .catch((error: Error) => error)
      expect(failure).toMatchObject({ reason: 'office-words-differ' })
    })

    test('after revoking, everything is sealed anew in the background, and read as before', async () => {
      const office = await openOffice(postgres)
      const [kiosk, other] = [await office.add(), await office.add()]
      await enrol(office, 'Ada')
      await kiosk.link.push([kiosk.change({ fields: { at: 1 } })])
      const before = await sqlIn(office, `select secret, proof from rollcall.changes order by station, number`)
      await office.first.link.revoke(kiosk.uid)
      await expect.poll(async () => (await office.first.link.readStatus()).older).toBe(0)
      const after = await sqlIn(
        office,
        `select secret, proof, key_number from rollcall.changes order by station, number`,
      )
      expect(after.map(({ key_number }) => key_number)).toEqual([2, 2, 2, 2, 2])
      for (const [index, row] of before.entries()) {
        expect(after[index]!.proof).not.toEqual(row.proof)
        if (row.secret !== null) expect(after[index]!.secret).not.toEqual(row.secret)
      }
      const read = await other.readAll()
      expect(read.map(({ secret }) => secret)).toEqual([embedding, null, photo, pin, null])
      expect(Object.keys(other.membership().keys)).toEqual(['1', '2'])
    })

    test('the printed recovery key opens the office when all stations are lost, and no other key does', async () => {
      const office = await openOffice(postgres)
      const kiosk = await office.add()
      await enrol(office, 'Ada')
      await office.first.link.revoke(kiosk.uid)
      await enrol(office, 'Bob')
      const { server, login: admin } = office.database
      const lost = { server, admin, station: 'Rescue' }
      const wrong = await recoverOffice({ ...lost, recoveryKey: Buffer.alloc(32, 1) }).catch((error: Error) => error)
      expect(wrong).toMatchObject({ code: 'office-key-wrong' })
      const rescue = openStation(await recoverOffice({ ...lost, recoveryKey: office.recoveryKey }))
      await rescue.link.check()
      expect((await rescue.readAll()).filter(({ kind }) => kind === 'template').map(({ secret }) => secret)).toEqual([
        embedding,
        embedding,
      ])
      await rescue.link.revoke(office.first.uid)

      // Another one takes the place of the first.
      const recoveryKey = await rescue.link.replaceRecoveryKey()
      const former = await recoverOffice({ ...lost, recoveryKey: office.recoveryKey }).catch((error: Error) => error)
      expect(former).toMatchObject({ code: 'office-key-wrong' })
      const again = openStation(await recoverOffice({ ...lost, recoveryKey }))
      await again.link.check()
      expect(Object.keys(again.membership().keys)).toEqual(['1', '2', '3'])
    })
  },
)
