import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Rule {
  /** Files and folders that may be imported. */
  readonly files: readonly string[]
  /** Files and folders of those that may not. */
  readonly without: readonly string[]
  readonly packages: readonly string[]
  /** Whether Node's own modules may be imported. */
  readonly node: boolean
}

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')

/** The rows of the table of the page that has these headings, cell by cell. */
function tableUnder(...headings: string[]): string[][] {
  const [, rows] = page.split(`| ${headings.join(' | ')} |\n|${'---|'.repeat(headings.length)}\n`)
  if (rows === undefined) throw new Error(`docs/architecture.md has no table of ${headings.join(', ')}`)
  const cells = (row: string) => row.split('|').slice(1, -1)
  return rows
    .slice(0, rows.indexOf('\n\n'))
    .split('\n')
    .map((row) => cells(row).map((cell) => cell.trim()))
}

const pathsIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, path]) => path!)
const listed = (text: string) => text.split(', ').filter((name) => name !== '')

function readRules(): Record<string, Rule> {
  const rows = tableUnder('part', 'imports of ours', 'packages', 'Node').map(([part, files, packages, node]) => {
    const [allowed = '', forbidden = ''] = files!.split('but not')
    const [without = '', others = ''] = forbidden.split(';')
    const rule = { files: pathsIn(allowed + others), without: pathsIn(without), packages: listed(packages!) }
    return [part!.replaceAll('`', ''), { ...rule, node: node === 'yes' }] as const
  })
  const all = Object.fromEntries(rows)
  const { 'every shell': everyShell, 'every part of main': everyPart, 'every feature': everyFeature, ...others } = all
  const features = readdirSync(join(root, 'renderer/features')).map((name) => [
    `renderer/features/${name}`,
    everyFeature!,
  ])
  const rules: Record<string, Rule> = { ...Object.fromEntries(features), ...others }
  for (const part of Object.keys(rules)) {
    if (part.startsWith('main/') && part !== 'main/contract') rules[part] = joined(rules[part]!, everyPart!)
    if (part.startsWith('main/shells/')) rules[part] = joined(rules[part]!, everyShell!)
  }
  return rules
}

/** What a part may import, and what others like it may. */
function joined(rule: Rule, shared: Rule): Rule {
  return { ...rule, files: [...rule.files, ...shared.files], packages: [...rule.packages, ...shared.packages] }
}

const rules = readRules()
const homes = Object.fromEntries(tableUnder('package', 'only in').map(([name, home]) => [name!, pathsIn(home!)[0]!]))

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
      const forbidden = rule.without.some((place) => within(target, place))
      return allowed && !forbidden ? [] : [`${file} imports ${target}`]
    }
    if (name.startsWith('node:')) return rule.node ? [] : [`${file} imports ${name}`]
    const wanted = packageOf(name)
    const home = homes[wanted]
    if (home !== undefined && !within(file, home)) return [`${file} imports ${wanted}, which lives in ${home}`]
    return rule.packages.includes(wanted) ? [] : [`${file} imports the package ${wanted}`]
  })
}

/** Circles of imports, each as the files along it; types count as well, since they too must be read together. */
function cycles(files: readonly string[]): string[][] {
  const targets = new Map(
    files.map((file) => {
      const own = importsOf(file).filter((name) => name.startsWith('.') && !name.endsWith('worker.ts'))
      return [file, own.map((name) => join(dirname(file), name).split(sep).join('/'))]
    }),
  )
  const found: string[][] = []
  const done = new Set<string>()
  const follow = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file)
    if (start !== -1) found.push([...way.slice(start), file])
    if (start !== -1 || done.has(file)) return
    for (const target of targets.get(file) ?? []) follow(target, [...way, file])
    done.add(file)
  }
  for (const file of files) follow(file, [])
  return found
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
      /\b(startThread|callOnce)</.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(startsThreads.sort()).toEqual(
      ['create', 'heic', 'kept-photo-thread', 'probe'].map((name) => `main/vision/${name}.ts`),
    )
    for (const file of startsThreads) expect(readFileSync(join(root, file), 'utf8')).toContain('env: SHARE_ENV')
    const startsWorkers = sources('main').filter((file) =>
      readFileSync(join(root, file), 'utf8').includes('new Worker('),
    )
    expect(startsWorkers).toEqual(['main/threads/thread.ts'])
  })

  test('the tables are read whole, and name what is there', () => {
    expect(rules['main/app.ts']).toEqual({
      files: ['main', 'package.json', 'main/numeric', 'main/text'],
      without: ['main/shells'],
      packages: [],
      node: true,
    })
    expect(rules['main/shells/rest']?.files).toContain('main/app.ts')
    expect(homes.electron).toBe('main/shells/electron')
    const places = [
      ...Object.keys(rules),
      ...Object.values(rules).flatMap(({ files }) => files),
      ...Object.values(homes),
    ]
    expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([])
    const imported = ['main', 'renderer'].flatMap(sources).flatMap(importsOf).map(packageOf)
    const packages = Object.values(rules).flatMap((rule) => rule.packages)
    expect(packages.filter((name) => !imported.includes(name))).toEqual([])
  })

  test('no feature may import another', () => {
    const features = Object.keys(rules).filter((part) => part.startsWith('renderer/features/'))
    expect(features.length).toBeGreaterThan(10)
    for (const part of features)
      expect(rules[part]!.files.filter((file) => file.startsWith('renderer/features'))).toEqual([])
  })

  test('no file imports itself by way of others', () => {
    expect(cycles(['main', 'renderer'].flatMap(sources))).toEqual([])
  })

  test('imports are seen in every form', () => {
    expect(importsOf('main/contract/api.ts')).toContain('zod')
    expect(importsOf('main/contract/api.ts')).toContain('./people.ts')
  })
})
