import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

/**
 * The import table of docs/architecture.md, checked from the code's own imports. `files` are the places that may be
 * imported, `packages` the packages; Node's own modules are checked by `node`.
 */
interface Rule {
  readonly files: readonly string[]
  readonly packages: readonly string[]
  readonly node: boolean
}

const forShells = [
  'main/app.ts',
  'main/app-lock.ts',
  'main/data-folder.ts',
  'main/dispatch.ts',
  'main/leftovers.ts',
  'main/machine.ts',
  'main/photo-vision.ts',
  'main/contract',
]

const rules: Readonly<Record<string, Rule>> = {
  'main/contract': { files: [], packages: ['zod'], node: false },
  'main/wasm': { files: [], packages: [], node: false },
  'main/vision': {
    files: ['main/contract', 'main/wasm'],
    packages: ['libheif-js', 'onnxruntime-node', 'sharp', 'zod'],
    node: true,
  },
  'main/matching': {
    files: ['main/contract', 'main/running.ts', 'main/wasm'],
    packages: ['hnswlib-node', 'zod'],
    node: true,
  },
  'main/metric': { files: ['main/contract', 'main/matching'], packages: ['zod'], node: true },
  'main/attendance': {
    files: ['main/contract'],
    packages: ['zod', 'ical.js', 'temporal-polyfill', 'fflate', 'write-excel-file', 'papaparse'],
    node: true,
  },
  'main/enrolment': { files: ['main/contract'], packages: ['papaparse'], node: false },
  'main/evaluation': { files: ['main/contract', 'main/enrolment'], packages: ['zod'], node: true },
  'main/onnx': { files: ['main/contract'], packages: ['protobufjs'], node: true },
  'main/store': { files: ['main/contract'], packages: ['better-sqlite3', 'zod'], node: true },
  'main/handlers': {
    files: [
      'main/contract',
      'main/vision',
      'main/matching',
      'main/metric',
      'main/attendance',
      'main/enrolment',
      'main/store',
    ],
    packages: ['papaparse', 'zod'],
    node: true,
  },
  'main/app.ts': { files: ['main', 'package.json'], packages: [], node: true },
  'main/running.ts': { files: [], packages: [], node: true },
  'main/app-lock.ts': { files: ['main/contract', 'main/store'], packages: [], node: true },
  'main/photo-vision.ts': { files: ['main/contract', 'main/vision'], packages: [], node: false },
  'main/data-folder.ts': { files: [], packages: [], node: true },
  'main/machine.ts': { files: [], packages: [], node: true },
  'main/leftovers.ts': { files: ['main/running.ts'], packages: [], node: true },
  'main/dispatch.ts': { files: ['main/contract', 'main/handlers'], packages: [], node: false },
  'main/shells/web': {
    files: forShells,
    packages: ['@msgpack/msgpack', 'zod'],
    node: true,
  },
  'main/shells/rest': {
    files: [...forShells, 'main/shells/web/body.ts'],
    packages: ['zod'],
    node: true,
  },
  'main/shells/cli': {
    files: [
      ...forShells,
      'main/enrolment',
      'main/evaluation',
      'main/metric/npy.ts',
      'main/shells/web',
      'main/shells/rest',
      'package.json',
    ],
    packages: ['commander', 'papaparse', 'zod'],
    node: true,
  },
  'main/shells/electron': {
    files: [
      ...forShells,
      'main/shells/web/headers.ts',
      'main/shells/web/static-files.ts',
      'main/shells/rest',
      'package.json',
    ],
    packages: ['electron', 'zod'],
    node: true,
  },
  renderer: {
    files: ['main/contract'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      '@msgpack/msgpack',
      'zod',
    ],
    node: false,
  },
}

/** Heavy and native packages, and the one file or folder in which each may be imported. */
const homes: Readonly<Record<string, string>> = {
  'onnxruntime-node': 'main/vision/runtime.ts',
  'hnswlib-node': 'main/matching/hnsw.ts',
  'better-sqlite3': 'main/store',
  electron: 'main/shells/electron',
}

const root = join(import.meta.dirname, '..')

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && entry.name !== 'vite.config.ts')
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
  )
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

const within = (file: string, place: string) => file === place || file.startsWith(`${place}/`)
const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

function ruleFor(file: string): [string, Rule] | undefined {
  return Object.entries(rules).find(([place]) => within(file, place))
}

function violations(file: string): string[] {
  const found = ruleFor(file)
  if (found === undefined) return [`${file} stands in no folder of the import table`]
  const [own, rule] = found
  return importsOf(file).flatMap((name) => {
    if (name.startsWith('.')) {
      const target = join(dirname(file), name).split(sep).join('/')
      const allowed = within(target, own) || rule.files.some((place) => within(target, place))
      const intoShell = own === 'main/app.ts' && within(target, 'main/shells')
      return allowed && !intoShell ? [] : [`${file} imports ${target}`]
    }
    if (name.startsWith('node:')) return rule.node ? [] : [`${file} imports ${name}`]
    const wanted = packageOf(name)
    const home = homes[wanted]
    if (home !== undefined && !within(file, home)) return [`${file} imports ${wanted}, which lives in ${home}`]
    return rule.packages.includes(wanted) ? [] : [`${file} imports the package ${wanted}`]
  })
}

describe('the import table holds', () => {
  for (const folder of ['main', 'renderer']) {
    test(folder, () => {
      const files = sources(folder)
      expect(files.length).toBeGreaterThan(5)
      expect(files.flatMap(violations)).toEqual([])
    })
  }

  test('onnxruntime is loaded by runtime.ts alone, which keeps it from reporting, and its threads share what that sets', () => {
    const loading = ['main', 'bench', 'scripts', 'test'].flatMap(sources).filter((file) => {
      return importsOf(file).includes('onnxruntime-node')
    })
    expect(loading).toEqual(['main/vision/runtime.ts'])
    const startsThreads = sources('main/vision').filter((file) =>
      readFileSync(join(root, file), 'utf8').includes('new Worker('),
    )
    expect(startsThreads.sort()).toEqual(['main/vision/create.ts', 'main/vision/heic.ts', 'main/vision/probe.ts'])
    for (const file of startsThreads) expect(readFileSync(join(root, file), 'utf8')).toContain('env: SHARE_ENV')
  })

  test('imports are seen in every form', () => {
    expect(importsOf('main/contract/api.ts')).toContain('zod')
    expect(importsOf('main/contract/api.ts')).toContain('./api/people.ts')
  })
})
