import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from './tarball-server.ts'

/** A checkout whose packages are there already and whose second step only counts how often it runs. */
let root = ''

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

beforeEach(() => {
  root = temporaryFolder()
  const packages = {
    '': {},
    'node_modules/zod': { version: '4.0.0' },
    'node_modules/other-platform': { optional: true },
  }
  write('package-lock.json', JSON.stringify({ packages }))
  write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/zod': { version: '4.0.0' } } }))
  write('node_modules/hnswlib-node/build/Release/addon.node', '')
  const node = `node_modules/node-${process.platform}-${process.arch}/bin`
  mkdirSync(join(root, node), { recursive: true })
  symlinkSync(process.execPath, join(root, node, 'node'))
  write('models/manifest.json', '{}')
  write('main/app.ts', '')
  write('scripts/setup.ts', "import { appendFileSync } from 'node:fs'\nappendFileSync('ran', process.argv[2] + ' ')\n")
  copyFileSync(join(import.meta.dirname, '../../scripts/setup.mjs'), join(root, 'scripts/setup.mjs'))
  // In place of npm and the compiler: notes what it was told to do.
  write(
    'npm.js',
    `require('node:fs').appendFileSync('compiled', process.argv[2] + ' ' + (process.env.CXXFLAGS ?? 'plainly') + '\\n')`,
  )
  for (const command of ['python3', 'make', 'g++']) {
    write(`tools/${command}`, '')
    chmodSync(join(root, 'tools', command), 0o755)
  }
})

function setUp(goal: string) {
  return spawnSync(process.execPath, ['scripts/setup.mjs', goal], {
    cwd: root,
    encoding: 'utf8',
    env: { npm_execpath: join(root, 'npm.js'), PATH: join(root, 'tools'), SystemRoot: process.env.SystemRoot },
  })
}

const ran = () => (existsSync(join(root, 'ran')) ? readFileSync(join(root, 'ran'), 'utf8').trim().split(' ') : [])

test('an unknown goal is named, together with those that there are', () => {
  const { status, stderr } = setUp('fly')
  expect(status).toBe(1)
  expect(stderr).toContain('"fly" is none of cli, start, test, dist, electron-from-npm')
})

test('a second run finds nothing to do and says nothing', () => {
  expect(setUp('start').status).toBe(0)
  const { status, stdout, stderr } = setUp('start')
  expect({ status, stdout, stderr, ran: ran() }).toEqual({ status: 0, stdout: '', stderr: '', ran: ['start'] })
})

test('every goal has its own set-up, and looks only at what it needs', () => {
  setUp('cli')
  setUp('start')
  write('renderer/app.tsx', 'export {}')
  setUp('cli')
  setUp('start')
  expect(ran()).toEqual(['cli', 'start', 'start'])
  write('main/app.ts', 'export {}')
  setUp('cli')
  setUp('start')
  expect(ran()).toEqual(['cli', 'start', 'start', 'cli', 'start'])
})

// Elsewhere there is nothing to choose.
const chooses = process.arch === 'x64' && process.platform !== 'win32'

test.runIf(chooses)('the search index is compiled for this processor, once, and for any one where it is packed', () => {
  const compiled = () => readFileSync(join(root, 'compiled'), 'utf8').trim().split('\n')
  expect(setUp('start').stderr).toContain('compiling the search index for this processor')
  setUp('start')
  setUp('cli')
  expect(compiled()).toEqual(['rebuild -march=native'])
  expect(setUp('dist').stderr).toContain('compiling the search index for any processor')
  setUp('dist')
  setUp('start')
  setUp('dist')
  expect(compiled()).toEqual(['rebuild -march=native', 'rebuild plainly', 'rebuild -march=native', 'rebuild plainly'])
})

test.runIf(chooses)('it is compiled anew on another processor', () => {
  setUp('start')
  write('node_modules/hnswlib-node/build/compiled-for', 'that of another machine')
  expect(setUp('start').stderr).toContain('compiling the search index for this processor')
  expect(setUp('start').stderr).toBe('')
})

test('a model file that was taken away is noticed', () => {
  write('models/first/detector.onnx', 'weights')
  setUp('cli')
  write('models/first/detector.onnx', '')
  setUp('cli')
  expect(ran()).toEqual(['cli', 'cli'])
})

test('a set-up that failed fails the command, and is tried again', () => {
  write('scripts/setup.ts', "import { appendFileSync } from 'node:fs'\nappendFileSync('ran', 'x ')\nprocess.exit(3)\n")
  expect(setUp('cli').status).toBe(3)
  expect(setUp('cli').status).toBe(3)
  expect(ran()).toEqual(['x', 'x'])
})
