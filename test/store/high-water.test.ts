import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase } from '../../main/store/database.ts'
import { forgetHighWater, openHighWater } from '../../main/store/high-water.ts'
import { openVault } from '../../main/store/vault.ts'
import { addPerson, check, scratchFolder, scratchStore } from './scratch.ts'

/** Runs work that notes how far the log went, and the time that passes until it is noted. */
function untilNoted<T>(work: () => T): T {
  vi.useFakeTimers()
  try {
    const result = work()
    vi.advanceTimersByTime(100)
    return result
  } finally {
    vi.useRealTimers()
  }
}

/** A folder as it is after a process was killed: with what was written since the last checkpoint in the log alone. */
function killedOffice(entries: number) {
  const live = scratchFolder()
  const data = scratchFolder()
  const store = scratchStore(join(live, 'rollcall.db'))
  const person = addPerson(store, 'Ada')
  store.close()
  const again = scratchStore(join(live, 'rollcall.db'))
  untilNoted(() => {
    for (let count = 0; count < entries; count++) again.events.record(check(person, 1000 + count))
    again.audit.append({ actor: 'tester', via: 'command', action: 'backup', subject: 'log', details: {} })
  })
  for (const name of ['rollcall.db', 'rollcall.db-wal', 'high-water']) copyFileSync(join(live, name), join(data, name))
  return { data, file: join(data, 'rollcall.db') }
}

test.each([
  ['removed', (file: string) => rmSync(`${file}-wal`)],
  ['emptied', (file: string) => writeFileSync(`${file}-wal`, '')],
  ['overwritten', (file: string) => writeFileSync(`${file}-wal`, Buffer.alloc(40_000))],
])('entries that went with a write-ahead log that was %s are missed until somebody knows of it', (_, damage) => {
  const { file } = killedOffice(6)
  damage(file)
  const store = scratchStore(file)
  const gone = { entries: 6, audit: 1, since: expect.any(Number) }
  expect(store.highWater.findLoss()).toEqual(gone)
  store.close()
  const later = scratchStore(file)
  expect(later.highWater.findLoss()).toEqual(gone)
  later.highWater.acknowledge('gone')
  expect(later.highWater.findLoss()).toBeNull()
  later.close()
  expect(scratchStore(file).highWater.findLoss()).toBeNull()
})

test('nothing is missed after a kill, without the file, with a damaged one, or after a restore', () => {
  const { data, file } = killedOffice(6)
  const store = scratchStore(file)
  expect(store.countRows().events).toBe(6)
  expect(store.highWater.findLoss()).toBeNull()
  store.close()
  const note = join(data, 'high-water')
  rmSync(note)
  const without = scratchStore(file)
  expect(without.highWater.findLoss()).toBeNull()
  without.close()
  expect(existsSync(note)).toBe(true)
  writeFileSync(note, '{"marks":"{\\"entries\\":99,\\"audit\\":9,\\"at\\":1,\\"gone\\":null}","seal":"AAAA"}')
  const forged = scratchStore(file)
  expect(forged.highWater.findLoss()).toBeNull()
  forged.close()
  forgetHighWater(data)
  expect(existsSync(note)).toBe(false)
})

test('what was rolled back is not missed', () => {
  const folder = scratchFolder()
  const store = scratchStore(join(folder, 'rollcall.db'))
  untilNoted(() => {
    const person = addPerson(store, 'Ada')
    expect(() =>
      store.transaction(() => {
        store.events.record(check(person, 5000))
        throw new Error('the disk is full')
      }),
    ).toThrow('the disk is full')
  })
  store.close()
  expect(scratchStore(join(folder, 'rollcall.db')).highWater.findLoss()).toBeNull()
})

test('a byte that changed while the database was closed is noticed, whatever it belongs to, until somebody knows of it', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  const person = addPerson(store, 'Ada')
  store.events.record(check(person, 5000))
  store.close()
  const untouched = scratchStore(file)
  expect(untouched.highWater.findChange()).toBeNull()
  untouched.close()
  const bytes = readFileSync(file)
  const at = bytes.indexOf('Europe/Berlin')
  bytes[at + 7] = 0x4d
  writeFileSync(file, bytes)
  const changed = scratchStore(file)
  expect(changed.highWater.findChange()).toEqual(expect.any(Number))
  changed.close()
  const later = scratchStore(file)
  expect(later.highWater.findChange()).toEqual(expect.any(Number))
  later.highWater.acknowledge('changed')
  later.close()
  expect(scratchStore(file).highWater.findChange()).toBeNull()
})

test('who opens the database beside another leaves it to the last one to note how it was closed', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const window = scratchStore(file)
  const command = scratchStore(file)
  addPerson(command, 'Ada')
  command.close()
  addPerson(window, 'Grace')
  window.close()
  const again = scratchStore(file)
  expect(again.highWater.findChange()).toBeNull()
  expect(again.countRows().people).toBe(2)
})

test('the last note of a burst reaches the disk as well, at most one each second', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  scratchStore(file).close()
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const database = openDatabase(file)
  const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(7), place: { kind: 'file', path: 'the test' } })
  const flushed: number[] = []
  const began = Date.now()
  const flush = (_: number, done: () => void) => {
    flushed.push(Date.now() - began)
    done()
  }
  const highWater = openHighWater(database, null, { file, vault, flush })
  for (let burst = 0; burst < 3; burst++) {
    highWater.noteWrite()
    vi.advanceTimersByTime(100)
  }
  vi.advanceTimersByTime(10_000)
  expect(flushed).toEqual([50, 1050])
  highWater.noteWrite()
  vi.advanceTimersByTime(10_000)
  expect(flushed).toEqual([50, 1050, 10_350])
  highWater.close()()
  database.close()
})
