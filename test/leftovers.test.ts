import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeLeftovers } from '../main/leftovers.ts'
import { scratchFolder } from './helpers/app.ts'

const session = '1795934101552\n2f517202-7243-1c80-0edd-165fd762878b\n'
/** Of a process that has ended. */
const endedPid = spawnSync('true').pid

function places(platform: NodeJS.Platform = 'linux') {
  const folder = scratchFolder()
  const [home, temporaryFolder] = [join(folder, 'home'), join(folder, 'tmp')]
  for (const each of [home, temporaryFolder]) mkdirSync(each)
  return { platform, home, temporaryFolder, environment: {} }
}

function fill(folder: string, ...names: string[]): void {
  mkdirSync(folder, { recursive: true })
  for (const name of names) writeFileSync(join(folder, name), 'x')
}

test.each([
  ['linux', '.cache'],
  ['darwin', 'Library/Application Support'],
] as const)('on %s the identifier, the queue, the logs and emptied folders go', (platform, caches) => {
  const found = places(platform)
  const names = ['deviceid', 'onnxruntime.db', 'onnxruntime.db-wal', 'onnxruntime.db-shm', 'onnxruntime.db-journal']
  fill(join(found.home, caches, 'Microsoft/DeveloperTools/.onnxruntime'), ...names)
  fill(found.temporaryFolder, `mat-debug-${endedPid}.log`)
  writeFileSync(join(found.temporaryFolder, '.ses'), session)
  removeLeftovers(found)
  expect(readdirSync(join(found.home, caches))).toEqual([])
  expect(readdirSync(found.temporaryFolder)).toEqual([])
})

test('the cache lies where XDG_CACHE_HOME says', () => {
  const found = places()
  const cache = join(found.home, 'elsewhere')
  fill(join(cache, 'Microsoft/DeveloperTools/.onnxruntime'), 'deviceid')
  removeLeftovers({ ...found, environment: { XDG_CACHE_HOME: cache } })
  expect(readdirSync(cache)).toEqual([])
})

test("other people's files stay: of other names, behind links, of running processes, with other contents", () => {
  const found = places()
  const folder = join(found.home, '.cache/Microsoft/DeveloperTools/.onnxruntime')
  fill(folder, 'deviceid', 'notes.txt')
  fill(join(found.home, '.cache/Microsoft/Edge'), 'profile')
  fill(found.temporaryFolder, `mat-debug-${process.pid}.log`, 'mat-debug-1x.log', 'precious')
  symlinkSync(join(found.temporaryFolder, 'precious'), join(found.temporaryFolder, `mat-debug-${endedPid}.log`))
  writeFileSync(join(found.temporaryFolder, '.ses'), 'my own notes')
  removeLeftovers(found)
  expect(readdirSync(folder)).toEqual(['notes.txt'])
  expect(existsSync(join(found.home, '.cache/Microsoft/Edge/profile'))).toBe(true)
  expect(readdirSync(found.temporaryFolder).length).toBe(5)
})

test('a home without any of it is left as it is', () => {
  const found = places()
  removeLeftovers(found)
  expect(readdirSync(found.home)).toEqual([])
})

test('copies that commands read from go when their process has, and no others', () => {
  const { temporaryFolder, ...rest } = places()
  const names = [
    `rollcall-reading-${endedPid}-aB3xY9`,
    `rollcall-reading-${process.pid}-aB3xY9`,
    'rollcall-reading-notes',
  ]
  for (const name of names) fill(join(temporaryFolder, name), 'rollcall.db')
  writeFileSync(join(temporaryFolder, `rollcall-reading-${endedPid}-file`), 'x')
  const elsewhere = scratchFolder()
  fill(elsewhere, 'precious')
  symlinkSync(elsewhere, join(temporaryFolder, `rollcall-reading-${endedPid}-link`))
  removeLeftovers({ ...rest, temporaryFolder })
  expect(readdirSync(temporaryFolder).sort()).toEqual([
    ...[`rollcall-reading-${endedPid}-file`, `rollcall-reading-${endedPid}-link`, ...names.slice(1)].sort(),
  ])
  expect(readdirSync(elsewhere)).toEqual(['precious'])
})
