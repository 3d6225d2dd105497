import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../main/contract/settings.ts'
import { scratchFolder, scratchStore } from './scratch.ts'

test('a new database has the defaults, and the first threshold version', () => {
  const store = scratchStore()
  expect(store.settings.get()).toEqual(defaultSettings)
  expect(store.settings.readThresholds()).toEqual([
    { version: 1, threshold: 0.51, margin: 0.05, since: 1001, basis: null },
  ])
})

test('a change is kept, and leaves the rest', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  expect(store.settings.set({ kiosk: 'Back door', camera: null, mirror: undefined })).toMatchObject({
    kiosk: 'Back door',
    mirror: true,
    thresholdVersion: 1,
  })
  store.close()
  expect(scratchStore(file).settings.get().kiosk).toBe('Back door')
})

test('every change of threshold or margin is a version with its reason', () => {
  const store = scratchStore()
  expect(store.settings.set({ threshold: 0.5 }, { promisedFpir: 0.01 }).thresholdVersion).toBe(2)
  expect(store.settings.set({ margin: 0.1 }).thresholdVersion).toBe(3)
  expect(store.settings.set({ threshold: 0.5, theme: 'dark' }).thresholdVersion).toBe(3)
  expect(
    store.settings.readThresholds().map(({ version, threshold, margin, basis }) => [version, threshold, margin, basis]),
  ).toEqual([
    [1, 0.51, 0.05, null],
    [2, 0.5, 0.05, { promisedFpir: 0.01 }],
    [3, 0.5, 0.1, null],
  ])
})

test('a stored value that no longer fits gives way to the default, alone', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  store.settings.set({ theme: 'dark', kiosk: 'Gate' })
  const beside = new Sqlite(file)
  beside.exec(`update settings set value = '"sepia"' where key = 'theme'`)
  beside.close()
  expect(store.settings.get()).toMatchObject({ theme: 'system', kiosk: 'Gate' })
})

test('data of before, when no promise was kept by default: a threshold set by hand stays, one never set follows', () => {
  const older = (threshold: number | null) => {
    const file = join(scratchFolder(), 'rollcall.db')
    const store = scratchStore(file)
    if (threshold !== null) store.settings.set({ threshold })
    store.close()
    const beside = new Sqlite(file)
    beside.exec(`update threshold_versions set threshold = 0.46 where version = 1;
      delete from settings where key = 'promise'`)
    beside.close()
    return file
  }
  const byHand = scratchStore(older(0.55))
  expect(byHand.settings.get()).toMatchObject({ threshold: 0.55, promise: null, thresholdVersion: 2 })
  expect(byHand.settings.readThresholds()).toHaveLength(2)

  const file = older(null)
  const neverSet = scratchStore(file)
  const { threshold, promise } = defaultSettings
  expect(neverSet.settings.get()).toMatchObject({ threshold, promise, thresholdVersion: 2 })
  expect(neverSet.settings.readThresholds()).toMatchObject([
    { version: 1, threshold: 0.46, basis: null },
    { version: 2, threshold, basis: { promise } },
  ])
  neverSet.close()
  expect(scratchStore(file).settings.readThresholds()).toHaveLength(2)
})

test('a threshold that follows a promise goes on doing so, and one that stopped stays', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  store.settings.set({ threshold: 0.4 }, { promise: defaultSettings.promise })
  store.close()
  const again = scratchStore(file)
  expect(again.settings.get()).toMatchObject({ threshold: 0.4, promise: defaultSettings.promise })
  again.settings.set({ promise: null })
  again.close()
  expect(scratchStore(file).settings.get()).toMatchObject({ threshold: 0.4, promise: null })
})
