import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../../main/contract/errors.ts'
import { type KeyTarget, moveKey, sourceOfTarget } from '../../main/store/move-key.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openVault, type VaultSource } from '../../main/store/vault.ts'
import { filesWith, keyChain, shellKey } from '../helpers/key-places.ts'
import { momentsOf, orderOf, runKilled, spread } from '../helpers/killed-child.ts'
import { tester } from '../helpers/tester.ts'
import { addPerson, addTemplate, model, scratchFolder } from './scratch.ts'

/** At how many moments each move is killed; all of them by ROLLCALL_KILLS=1000. */
const kills = Number(process.env.ROLLCALL_KILLS ?? 4)
const timeout = 600_000

const first = { kind: 'passphrase', passphrase: 'four words by chance' } as const
const second = { kind: 'passphrase', passphrase: 'four other words now' } as const
const open = (folder: string, key: VaultSource) =>
  openStore({ file: join(folder, 'rollcall.db'), vault: openVault(key), now: Date.now })

/** Ada with a template and a photo, in data that a place keeps the key of. */
function office(place: KeyTarget): { folder: string; key: VaultSource } {
  const folder = scratchFolder()
  const key = sourceOfTarget(folder, place)
  const store = open(folder, key)
  const { id } = addPerson(store, 'Ada')
  addTemplate(store, id, 3, Buffer.from('a portrait'))
  store.close()
  if (place.kind === 'key-chain') writeFileSync(join(folder, 'key.sealed'), place.sealed)
  return { folder, key }
}

/** Opens the data and reads all that is sealed, or says why they do not open. */
function tryOpen(folder: string, key: VaultSource): string {
  let store: Store
  try {
    store = open(folder, key)
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  try {
    const [embedding] = [...store.templates.listEmbeddings(model)].flat()
    const photo = store.templates.readPhoto(embedding!.templateId)
    expect([embedding!.vector[3], Buffer.from(photo!).toString()]).toEqual([1, 'a portrait'])
    expect(store.audit.verify().kind).toBe('intact')
    expect(store.keyRecord.read().next).toBe(null)
    return 'open'
  } finally {
    store.close()
  }
}

const routes: [KeyTarget, KeyTarget][] = [
  [{ kind: 'file' }, keyChain(1)],
  [keyChain(1), first],
  [first, second],
  [second, { kind: 'file' }],
  [{ kind: 'file' }, { kind: 'file' }],
  [keyChain(1), { kind: 'file' }],
  [first, keyChain(1)],
  [{ kind: 'file' }, first],
]
const nameOf = ([from, to]: [KeyTarget, KeyTarget]) => `from ${from.kind} to ${to.kind}`
const named = routes.map((route) => [nameOf(route), ...route] as const)

test.each(named)('a key moves %s, and only the new place opens the data', { timeout }, async (_, from, to) => {
  const { folder, key } = office(from)
  const before = open(folder, key)
  expect(before.keepsDataKey).toBe(false)
  const rows = before.toRecoveryRows()
  const { wrapped } = before.keyRecord.read().current
  before.close()
  const kept = from.kind === 'file' ? new Uint8Array(readFileSync(join(folder, 'key'))) : null

  const moved = await moveKey({ dataFolder: folder, from: key, to, caller: tester, now: () => 5000 })
  expect(moved.formerOpens).toBe(false)
  expect(tryOpen(folder, moved.key)).toBe('open')
  if (to.kind !== 'passphrase') expect(tryOpen(folder, shellKey(folder))).toBe('open')
  if (from.kind !== to.kind) expect(tryOpen(folder, key)).toMatch(/^key-(wrong|missing)$/)
  if (kept !== null) expect(tryOpen(folder, { kind: 'key', key: kept, place: { kind: 'key-ring' } })).toBe('key-wrong')
  // Neither the former wrapping nor the former key is left.
  expect(filesWith(folder, wrapped!)).toEqual([])
  if (kept !== null) expect(filesWith(folder, kept)).toEqual([])
  const files = readdirSync(folder).filter((name) => /^(key|salt)/.test(name))
  expect(files).toEqual({ file: ['key'], 'key-chain': ['key.sealed'], passphrase: [] }[to.kind])

  const after = open(folder, moved.key)
  expect(after.toRecoveryRows()).toEqual(rows)
  expect(after.keyRecord.read()).toMatchObject({ number: 1, movedAt: 5000 })
  expect(after.audit.list(null, 1).entries).toMatchObject([
    { actor: 'tester', action: 'key.move', details: { from: from.kind, to: to.kind } },
  ])
  expect(after.highWater.findChange()).toBe(null)
  after.close()
})

test('data of the version before wrap their key when it moves, and say that the former key still opens them', {
  timeout,
}, async () => {
  const folder = scratchFolder()
  const key = new Uint8Array(32).fill(6)
  const before = open(folder, { kind: 'key', key, place: { kind: 'recovery-key' } })
  const { id } = addPerson(before, 'Ada')
  addTemplate(before, id, 3, Buffer.from('a portrait'))
  expect(before.keyRecord.read().current).toEqual({ salt: null, wrapped: null })
  before.close()
  writeFileSync(join(folder, 'key'), key)

  const own = shellKey(folder)
  expect(tryOpen(folder, own)).toBe('open')
  const moved = await moveKey({ dataFolder: folder, from: own, to: first, caller: tester, now: Date.now })
  expect(moved.formerOpens).toBe(true)
  expect(existsSync(join(folder, 'key'))).toBe(false)
  expect(tryOpen(folder, moved.key)).toBe('open')
  expect(tryOpen(folder, own)).toBe('key-missing')
  expect(filesWith(folder, key)).toEqual([])
  expect(tryOpen(folder, { kind: 'key', key, place: { kind: 'recovery-key' } })).toBe('open')
})

test('a weak passphrase and a wrong key change nothing', { timeout }, async () => {
  const { folder, key } = office({ kind: 'file' })
  const options = { dataFolder: folder, from: key, caller: tester, now: Date.now }
  await expect(moveKey({ ...options, to: { kind: 'passphrase', passphrase: 'short' } })).rejects.toMatchObject({
    reason: 'passphrase-weak',
  })
  const other: VaultSource = { kind: 'key', key: new Uint8Array(32), place: { kind: 'key-ring' } }
  await expect(moveKey({ ...options, from: other, to: first })).rejects.toMatchObject({ code: 'key-wrong' })
  expect(tryOpen(folder, key)).toBe('open')
  expect(readdirSync(folder).filter((name) => name.startsWith('key'))).toEqual(['key'])
})

test('another file of the name of the new key is kept', { timeout }, async () => {
  const { folder, key } = office(first)
  writeFileSync(join(folder, 'key'), 'of other data')
  await moveKey({ dataFolder: folder, from: key, to: { kind: 'file' }, caller: tester, now: () => 0 })
  expect(readFileSync(join(folder, 'key.1970-01-01T00-00-00.000Z'), 'utf8')).toBe('of other data')
  expect(tryOpen(folder, shellKey(folder))).toBe('open')
})

test.each(named)('a move %s that is killed at any moment leaves data that open', { timeout }, async (_, from, to) => {
  const { folder, key } = office(from)
  const inRound = join(scratchFolder(), 'data')
  const words = [orderOf({ work: 'move', dataFolder: inRound, from: sourceOfTarget(inRound, from), to })]
  const begin = () => {
    rmSync(inRound, { recursive: true, force: true })
    cpSync(folder, inRound, { recursive: true })
  }
  begin()
  const { code, out } = await runKilled('key-child.ts', words, 'count')
  expect(code).toBe(0)
  const moments = spread(momentsOf(out), kills)
  expect(moments.length).toBeGreaterThan(0)
  for (const moment of moments) {
    begin()
    await runKilled('key-child.ts', words, moment)
    // As the shell opens them, or with either passphrase. Whatever opens them first keeps the key.
    const ways: VaultSource[] = [shellKey(inRound)]
    for (const place of [from, to]) if (place.kind === 'passphrase') ways.push(sourceOfTarget(inRound, place))
    const found = ways.map((way) => tryOpen(inRound, way))
    expect([moment, found.filter((each) => each === 'open').length]).toEqual([moment, 1])
    const opener = ways[found.indexOf('open')]!
    expect(tryOpen(inRound, opener)).toBe('open')
    const kept = readdirSync(inRound).filter((name) => /^key/.test(name))
    expect([moment, kept.length]).toEqual([moment, opener.kind === 'passphrase' ? 0 : 1])
    // It can be moved again, to where it was meant to go.
    const again = await moveKey({ dataFolder: inRound, from: opener, to, caller: tester, now: Date.now })
    expect(tryOpen(inRound, again.key)).toBe('open')
  }
  expect(tryOpen(folder, key)).toBe('open')
})
