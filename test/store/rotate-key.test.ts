import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { writeRecords } from '../../main/services/record-export.ts'
import { dataKeyOf } from '../../main/store/data-key.ts'
import { openDatabase } from '../../main/store/database.ts'
import { readKeyRecord } from '../../main/store/key-record.ts'
import { moveKey, sourceOfTarget } from '../../main/store/move-key.ts'
import { openStore } from '../../main/store/open.ts'
import { keyOfRows } from '../../main/store/recovery-key.ts'
import { prepareRestore } from '../../main/store/restore.ts'
import { rotateKey } from '../../main/store/rotate-key.ts'
import { sealedValues, unsealedBytes } from '../../main/store/sealed-values.ts'
import { recoverRestore } from '../../main/store/swap.ts'
import { openVault, type Vault, type VaultSource, vaultOfKey } from '../../main/store/vault.ts'
import { filesWith, keyChain, shellKey } from '../helpers/key-places.ts'
import { momentsOf, orderOf, runKilled, spread } from '../helpers/killed-child.ts'
import { expectOffice, fillOffice, openOffice } from '../helpers/sealed-office.ts'
import { tester } from '../helpers/tester.ts'
import { scratchFolder } from './scratch.ts'

const timeout = 600_000
/** At how many moments a rotation is killed; more by ROLLCALL_KILLS=50. */
const kills = Number(process.env.ROLLCALL_KILLS ?? 4)
const passphrase = { kind: 'passphrase', passphrase: 'four words by chance' } as const

const rotate = (dataFolder: string, from: VaultSource) =>
  rotateKey({ dataFolder, from, chain: from.kind === 'key' ? keyChain(2) : null, caller: tester, now: () => 7000 })

const directKey = (key: Uint8Array): VaultSource => ({ kind: 'key', key, place: { kind: 'recovery-key' } })

/** Everything in a database that a vault opens. */
function openedBy(file: string, vault: Vault): string[] {
  const database = openDatabase(file, { readonly: true })
  const found: string[] = []
  for (const { table, column, of, context } of sealedValues) {
    if (database.prepare('select 1 from sqlite_schema where name = @table').get({ table }) === undefined) continue
    const rows = database.prepare<Record<string, never>>(
      `select ${[...of, column].join(', ')} from ${table} where ${column} is not null`,
    )
    for (const row of rows.all()) {
      try {
        vault.open(row[column]!, context(row))
        found.push(`${table}.${column}`)
      } catch {
        // Sealed with another key.
      }
    }
  }
  database.close()
  return found.sort()
}

/** An office whose key is kept in one of the places, or is the data key itself as in the version before. */
async function office(place: 'file' | 'key-chain' | 'passphrase' | 'version before') {
  const folder = scratchFolder()
  if (place === 'version before') {
    const key = new Uint8Array(32).fill(6)
    await fillOffice(folder, directKey(key))
    writeFileSync(join(folder, 'key'), key)
    return { folder, key: shellKey(folder), secret: key }
  }
  const target = { file: { kind: 'file' } as const, 'key-chain': keyChain(1), passphrase }[place]
  const key = sourceOfTarget(folder, target)
  await fillOffice(folder, key)
  if (target.kind === 'key-chain') writeFileSync(join(folder, 'key.sealed'), target.sealed)
  const secret = place === 'file' ? new Uint8Array(readFileSync(join(folder, 'key'))) : keyChain(1).secret
  return { folder, key, secret }
}

const rowsOf = (file: string) => {
  const database = new Sqlite(file, { readonly: true })
  const tables = ['people', 'events', 'event_people', 'template_changes', 'pin_attempts', 'api_tokens', 'settings']
  const rows = tables.map((table) => [table, database.prepare(`select * from ${table}`).all()])
  database.close()
  return Object.fromEntries(rows)
}

test('every column of bytes is sealed with the next key, or listed with the reason', async () => {
  const { folder } = await office('file')
  const database = new Sqlite(join(folder, 'rollcall.db'), { readonly: true })
  const columns = database
    .prepare(`
      select tables.name || '.' || columns.name as name from sqlite_schema tables
      join pragma_table_info(tables.name) columns where tables.type = 'table' and upper(columns.type) = 'BLOB'`)
    .all() as { name: string }[]
  database.close()
  const known = [...sealedValues.map(({ table, column }) => `${table}.${column}`), ...Object.keys(unsealedBytes)]
  expect(columns.map(({ name }) => name).sort()).toEqual(
    known.filter((name) => !name.startsWith('packed_photos')).sort(),
  )
})

describe.each(['file', 'key-chain', 'passphrase', 'version before'] as const)('data whose key is kept: %s', (place) => {
  test('open with the next key as they did, and nothing of them with the former one', { timeout }, async () => {
    const { folder, key, secret } = await office(place)
    const file = join(folder, 'rollcall.db')
    const before = openOffice(folder, key)
    const former = before.vault.reveal()
    const rows = before.store.toRecoveryRows()
    before.store.close()
    const stored = rowsOf(file)
    const embedding = new Sqlite(file).prepare('select embedding from templates').pluck().get() as Buffer
    expect(openedBy(file, vaultOfKey(dataKeyOf(former)))).toHaveLength(10)

    const rotated = await rotate(folder, key)
    expect(rotated.number).toBe(2)
    await expectOffice(folder, rotated.key)
    if (place !== 'passphrase') await expectOffice(folder, shellKey(folder))
    expect(rowsOf(file)).toEqual(stored)

    // Neither the former key opens anything, nor is it there, nor anything that it opened.
    expect(openedBy(file, vaultOfKey(dataKeyOf(former)))).toEqual([])
    for (const old of [directKey(former), { ...directKey(secret), place: { kind: 'key-ring' } } as const]) {
      expect(() => openStore({ file, vault: openVault(old), now: Date.now })).toThrow(
        expect.objectContaining({ code: 'key-wrong' }),
      )
    }
    expect([former, secret, embedding].map((bytes) => filesWith(folder, bytes))).toEqual([[], [], []])
    const left = readdirSync(folder).filter((name) => /^(key|salt|restore\.(?!lock)|replaced)/.test(name))
    expect(left).toEqual(
      { passphrase: [], 'key-chain': ['key.sealed'], file: ['key'], 'version before': ['key'] }[place],
    )

    const after = openOffice(folder, rotated.key)
    expect(after.store.toRecoveryRows()).not.toEqual(rows)
    expect(after.store.keyRecord.read()).toMatchObject({ number: 2, since: 7000, rotating: null, next: null })
    expect(after.store.audit.list(null, 1).entries).toMatchObject([
      { actor: 'tester', action: 'key.rotate', at: 7000, details: { number: 2 } },
    ])
    after.store.close()

    const again = await rotate(folder, rotated.key)
    expect(again.number).toBe(3)
    await expectOffice(folder, again.key)
  })
})

test('no byte of what the database says about its key is lost with the key', { timeout }, async () => {
  const { folder, key } = await office('passphrase')
  const rotated = await rotate(folder, key)
  const file = join(folder, 'rollcall.db')
  const opened = openDatabase(file, { readonly: true })
  const before = readKeyRecord(opened)
  opened.close()
  const database = new Sqlite(file)
  const put = database.prepare('update meta set value = ? where key = ?')
  const rows = database.prepare("select key, value from meta where key like '%key%' or key like 'salt%'").all() as {
    key: string
    value: string
  }[]
  const names = ['key-check', 'salt', 'wrapped-key', 'fingerprint-key'].flatMap((name) => [name, `${name}-copy`])
  expect(rows.map(({ key: name }) => name)).toEqual(expect.arrayContaining(names))
  for (const { key: name, value } of rows.filter((row) => names.includes(row.key))) {
    for (let at = 0; at < value.length; at++) {
      put.run(`${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}`, name)
      const beside = openDatabase(file, { readonly: true })
      expect([name, at, readKeyRecord(beside)]).toEqual([name, at, before])
      beside.close()
    }
    put.run(value, name)
  }
  database.close()
  await expectOffice(folder, rotated.key)
})

test('a head that was signed before is compared with what is there, also outside', { timeout }, async () => {
  const { folder, key } = await office('file')
  const before = openOffice(folder, key)
  const head = before.store.signHead()!
  before.store.close()
  const { store } = openOffice(folder, (await rotate(folder, key)).key)
  expect(store.office).not.toBe(head.office)
  expect(store.listOffices()).toEqual([store.office, head.office])
  const changed = { ...head, number: head.number + 1 }
  const { heads } = (await store.examine('whole', { heads: [head, changed, store.signHead()!] })).records
  expect([heads, store.isOwnHead(head), store.isOwnHead(changed)]).toEqual([['same', 'foreign', 'same'], true, false])

  const [file, earlier] = [join(folder, 'records.jsonl'), join(folder, 'earlier.json')]
  writeFileSync(file, [...writeRecords(store, store.signHead()!, { share: 0 })].join(''))
  writeFileSync(earlier, JSON.stringify(head))
  store.close()
  const script = join(import.meta.dirname, '../../scripts/rollcall-verify.mjs')
  const said = execFileSync(process.execPath, [script, file, '--head', earlier], { encoding: 'utf8' })
  expect(said).toMatch(/^ok {3}nothing from before .* was altered, added or removed since/m)
})

test('what did not hold or open before is named in the same way afterwards', { timeout }, async () => {
  const { folder, key } = await office('file')
  const file = join(folder, 'rollcall.db')
  const database = new Sqlite(file)
  database.pragma('foreign_keys = off')
  const triggers = database.prepare("select name, sql from sqlite_schema where type = 'trigger'").all() as {
    name: string
    sql: string
  }[]
  for (const { name } of triggers) database.exec(`drop trigger ${name}`)
  database.exec(`
    update people set name = 'Mallory' where id = 2;
    update events set kiosk = 'Elsewhere' where id = 2;
    update audit set actor = 'nobody' where id = 2;
    update pins set hash = zeroblob(32);
    update photos set photo = zeroblob(40);
    delete from settings; delete from seals where tbl = 'settings';
    insert into api_tokens (name, hash, scopes, created_at) values ('theirs', zeroblob(32), '[]', 1)`)
  for (const { sql } of triggers) database.exec(sql)
  database.close()
  const verdict = async (source: VaultSource) => {
    const { store } = openOffice(folder, source)
    const { audit, records, damages } = await store.examine('whole')
    store.close()
    return { audit, faults: records.faults, damages }
  }
  const before = await verdict(key)
  expect(before.faults.length).toBeGreaterThan(5)
  expect(before.audit).toMatchObject({ kind: 'broken', id: 2 })
  const rotated = await rotate(folder, key)
  expect(await verdict(rotated.key)).toEqual(before)
})

test('a backup of before opens with the recovery key of then, and its data are rotated again', {
  timeout,
}, async () => {
  const { folder, key } = await office('file')
  const backup = join(scratchFolder(), 'backup.db')
  const before = openOffice(folder, key)
  await before.store.backup(backup)
  const written = keyOfRows(before.store.toRecoveryRows().join(' '))
  before.store.close()
  const rotated = await rotate(folder, key)
  const options = { dataFolder: folder, file: backup, name: backup, now: Date.now }
  await expect(prepareRestore({ ...options, key: rotated.key })).rejects.toMatchObject({
    code: 'key-wrong',
    details: { opensWith: 'key', keyNumber: 1 },
  })
  const prepared = await prepareRestore({ ...options, key: directKey(written), bringsKey: true })
  const kept = prepared.restore(tester)!
  await expectOffice(folder, prepared.key)
  expect(readFileSync(join(folder, 'key')).equals(written)).toBe(true)
  await expectOffice(folder, (await rotate(folder, prepared.key)).key)
  // The way back has the next key beside it.
  expect(existsSync(join(kept, 'key'))).toBe(true)
  const back = await prepareRestore({ ...options, file: join(kept, 'rollcall.db'), key: shellKey(folder) })
  back.restore(tester)
  await expectOffice(folder, shellKey(folder))
})

test('a backup of before a move opens with what keeps the key now, and goes on with it', { timeout }, async () => {
  const { folder, key } = await office('passphrase')
  const backup = join(scratchFolder(), 'backup.db')
  const before = openOffice(folder, key)
  await before.store.backup(backup)
  before.store.close()
  const { key: moved } = await moveKey({
    dataFolder: folder,
    from: key,
    to: { kind: 'file' },
    caller: tester,
    now: Date.now,
  })
  const prepared = await prepareRestore({ dataFolder: folder, file: backup, name: backup, now: Date.now, key: moved })
  prepared.restore(tester)
  await expectOffice(folder, shellKey(folder))
  expect(() => openOffice(folder, key)).toThrow(expect.objectContaining({ code: 'key-missing' }))
})

test('a rotation that fails leaves everything as it was, and says nothing later', { timeout }, async () => {
  const { folder, key } = await office('file')
  // What the copy is made in cannot be made.
  writeFileSync(join(folder, 'imports', '9.sealed'), '')
  mkdirSync(join(folder, 'imports', '10.sealed'))
  await expect(rotate(folder, key)).rejects.toThrow()
  await expectOffice(folder, key)
  const { store } = openOffice(folder, key)
  expect(store.keyRecord.read()).toMatchObject({ number: 1, rotating: null })
  store.close()
  expect(readdirSync(folder).filter((name) => /^restore\.(?!lock)/.test(name))).toEqual([])
})

test('commands cannot write while the key is rotated', { timeout }, async () => {
  const { folder, key } = await office('file')
  let refused: unknown
  const copy = join(scratchFolder(), 'copy')
  await rotateKey({
    ...{ dataFolder: folder, from: key, chain: null, caller: tester, now: Date.now },
    onShare() {
      if (refused !== undefined) return
      const database = new Sqlite(join(folder, 'rollcall.db'), { timeout: 0 })
      try {
        database.exec("update settings set value = '0.1'")
      } catch (error) {
        refused = error
      }
      copyFileSync(join(folder, 'rollcall.db'), copy)
      database.close()
    },
  })
  expect(refused).toMatchObject({ code: 'SQLITE_BUSY' })
  const database = openDatabase(copy, { readonly: true })
  expect(readKeyRecord(database).rotating).not.toBe(null)
  database.close()
  await expectOffice(folder, shellKey(folder))
})

test.each(['file', 'key-chain'] as const)(
  'a rotation that is killed at any moment leaves data that open and finish: %s',
  { timeout: 1_200_000 },
  async (place) => {
    const { folder, key, secret } = await office(place)
    const opened = openOffice(folder, key)
    const former = opened.vault.reveal()
    opened.store.close()
    const inRound = join(scratchFolder(), 'data')
    const from = place === 'file' ? { kind: 'file', path: join(inRound, 'key') } : key
    const chain = place === 'file' ? null : keyChain(2)
    const begin = () => {
      rmSync(inRound, { recursive: true, force: true })
      cpSync(folder, inRound, { recursive: true })
    }
    const run = (work: 'rotate' | 'recover', moment: string) =>
      runKilled('key-child.ts', [orderOf({ work, dataFolder: inRound, from, chain })], moment)
    begin()
    const { code, out } = await run('rotate', 'count')
    expect(code).toBe(0)
    let recovered = 0
    const numbers = new Set<number>()
    for (const moment of spread(momentsOf(out), kills)) {
      begin()
      await run('rotate', moment)
      // The start that goes on with it is killed as well, each time a little later.
      const isDecided = readdirSync(inRound).some((name) => /^restore\..*Z$/.test(name))
      if (isDecided) await run('recover', `main ${recovered++ / 2}`)
      recoverRestore(inRound)
      const own = shellKey(inRound)
      await expectOffice(inRound, own)
      const { store } = openOffice(inRound, own)
      const { number, rotating } = store.keyRecord.read()
      store.close()
      numbers.add(number)
      // Whoever looks is told that it did not get to its end.
      if (number === 2) expect(rotating).toBe(null)
      const next =
        number === 2
          ? own
          : (
              await rotateKey({
                ...{ dataFolder: inRound, from: own, chain: place === 'file' ? null : keyChain(3) },
                caller: tester,
                now: Date.now,
              })
            ).key
      await expectOffice(inRound, next)
      expect([moment, filesWith(inRound, former), filesWith(inRound, secret)]).toEqual([moment, [], []])
      expect(openedBy(join(inRound, 'rollcall.db'), vaultOfKey(dataKeyOf(former)))).toEqual([])
      const left = readdirSync(inRound).filter((name) => /^(key|salt|restore\.(?!lock)|replaced)/.test(name))
      expect([moment, left]).toEqual([moment, [place === 'file' ? 'key' : 'key.sealed']])
    }
    expect([...numbers].sort()).toEqual([1, 2])
  },
)
