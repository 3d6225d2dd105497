import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { logFolderOf, openLogFile } from '../../main/log/log-file.ts'
import { openLogger } from '../../main/log/logger.ts'
import { scratchFolder } from '../helpers/app.ts'

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n')

test('the log is five files at most, none of them larger than it may be, with the newest lines', () => {
  const dataFolder = scratchFolder()
  const file = openLogFile(dataFolder, 1000)
  for (let number = 0; number < 300; number++) file.append(`line ${String(number).padStart(4, '0')} ${'.'.repeat(40)}`)
  const names = readdirSync(logFolderOf(dataFolder)).sort()
  expect(names).toEqual(['rollcall.1.log', 'rollcall.2.log', 'rollcall.3.log', 'rollcall.4.log', 'rollcall.log'])
  for (const name of names) expect(statSync(join(logFolderOf(dataFolder), name)).size).toBeLessThanOrEqual(1000)
  const kept = ['rollcall.4', 'rollcall.3', 'rollcall.2', 'rollcall.1', 'rollcall'].flatMap((name) =>
    linesOf(join(logFolderOf(dataFolder), `${name}.log`)),
  )
  const numbers = kept.map((line) => Number(line.slice(5, 9)))
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 300 - numbers.length + index))
})

test('two processes write to one log, and each line is whole', () => {
  const dataFolder = scratchFolder()
  const [one, other] = [openLogFile(dataFolder, 2000), openLogFile(dataFolder, 2000)]
  for (let number = 0; number < 60; number++) {
    one.append(`one ${number}`)
    other.append(`other ${number}`)
  }
  const names = readdirSync(logFolderOf(dataFolder))
  const lines = names.flatMap((name) => linesOf(join(logFolderOf(dataFolder), name)))
  expect(lines.every((line) => /^(one|other) \d+$/.test(line))).toBe(true)
  expect(lines).toHaveLength(120)
})

test.skipIf(process.platform === 'win32')('folder and files are for their owner alone', () => {
  const before = process.umask(0)
  onTestFinished(() => void process.umask(before))
  const dataFolder = scratchFolder()
  const { path, append } = openLogFile(dataFolder, 60)
  for (let number = 0; number < 9; number++) append(`line ${number} ${'.'.repeat(20)}`)
  expect(mode(logFolderOf(dataFolder))).toBe('700')
  for (const name of readdirSync(logFolderOf(dataFolder))) expect(mode(join(logFolderOf(dataFolder), name))).toBe('600')
  expect(mode(path)).toBe('600')
})

test('a data folder that is not there is not made', () => {
  const dataFolder = join(scratchFolder(), 'nowhere')
  openLogFile(dataFolder).append('line')
  expect(statSync(dataFolder, { throwIfNoEntry: false })).toBeUndefined()
})

test.skipIf(process.platform !== 'linux')('a full disk and one that cannot be written to end nobody’s work', () => {
  const dataFolder = scratchFolder()
  mkdirSync(logFolderOf(dataFolder))
  symlinkSync('/dev/full', join(logFolderOf(dataFolder), 'rollcall.log'))
  openLogger({ dataFolder, process: 'engine' }).error('uncaught', { error: new Error('x') })
  rmSync(logFolderOf(dataFolder), { recursive: true })
  // Where a file stands in the folder's place, not even root can write there.
  writeFileSync(logFolderOf(dataFolder), '')
  openLogger({ dataFolder, process: 'engine' }).error('uncaught', { error: new Error('x') })
  chmodSync(dataFolder, 0o500)
  onTestFinished(() => chmodSync(dataFolder, 0o700))
  openLogger({ dataFolder, process: 'engine' }).error('uncaught', { error: new Error('x') })
  expect(readFileSync(logFolderOf(dataFolder), 'utf8')).toBe('')
})

test('where a file cannot be renamed, it does not grow without end', () => {
  const dataFolder = scratchFolder()
  const { path, append } = openLogFile(dataFolder, 200)
  append('x'.repeat(150))
  // Nothing can be put over a folder that is not empty.
  mkdirSync(join(logFolderOf(dataFolder), 'rollcall.1.log', 'inside'), { recursive: true })
  for (let number = 2; number < 6; number++) {
    mkdirSync(join(logFolderOf(dataFolder), `rollcall.${number}.log`, 'inside'), { recursive: true })
  }
  for (let number = 0; number < 50; number++) append('y'.repeat(100))
  expect(statSync(path).size).toBeLessThan(400)
})

test('the same line again within a minute is counted, not written', () => {
  const dataFolder = scratchFolder()
  let time = Date.UTC(2026, 4, 4)
  const { file, warn } = openLogger({ dataFolder, process: 'engine', now: () => time })
  for (let frame = 0; frame < 1800; frame++) {
    warn('frame-failed', { code: 'disk-full' })
    time += 33
  }
  warn('frame-failed', { code: 'disk-failed' })
  time += 60_000
  warn('frame-failed', { code: 'disk-full' })
  expect(linesOf(file!).map((line) => JSON.parse(line))).toMatchObject([
    { time: '2026-05-04T00:00:00.000Z', level: 'warn', process: 'engine', event: 'frame-failed', code: 'disk-full' },
    { code: 'disk-failed' },
    { code: 'disk-full', more: 1799 },
  ])
})

test('only the named fields are written, each by its type, whoever passes what', () => {
  const dataFolder = scratchFolder()
  const { file, info } = openLogger({ dataFolder, process: 'serve' })
  const smuggled = {
    ...{ name: 'Ada', method: 'people.list', provider: 'Ada Lovelace', status: '12', port: 80, embedding: [0.1, 0.2] },
  } as object
  info('app-opened', smuggled)
  const { time: _time, pid, ...line } = JSON.parse(linesOf(file!)[0]!)
  expect(line).toEqual({ process: 'serve', level: 'info', event: 'app-opened', method: 'people.list', port: 80 })
  expect(pid).toBe(process.pid)
})

test('a line stands in the file when the call returns, however the process ends', () => {
  const dataFolder = scratchFolder()
  const script = `
    import { openLogger } from ${JSON.stringify(new URL('../../main/log/logger.ts', import.meta.url).href)}
    openLogger({ dataFolder: ${JSON.stringify(dataFolder)}, process: 'engine' }).error('uncaught', { error: new Error('x') })
    process.kill(process.pid, 'SIGKILL')`
  expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' })).toThrow()
  expect(linesOf(openLogFile(dataFolder).path)).toHaveLength(1)
})
