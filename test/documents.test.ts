import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../main/shells/cli/program.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const pages = [
  ...readdirSync(root).filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md'),
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
  'models/README.md',
]

/** A heading as the address of its place in the page, as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}

describe.each(pages)('%s', (page) => {
  const text = read(page)

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^[a-z]+:/.test(link))
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#')
      const file = path === '' ? page : join(dirname(page), path)
      if (!existsSync(join(root, file))) return true
      if (anchor === undefined) return false
      return ![...read(file).matchAll(/^#+ (.+)$/gm)].some(([, heading]) => anchorOf(heading!) === anchor)
    })
    expect(broken).toEqual([])
  })

  test('names files that there are', () => {
    const named = [
      ...text.matchAll(/`((?:main|renderer|test|scripts|docs|bench|models|assets|\.ci|\.github)\/[^`\s<>*…{}]+)`/g),
    ]
    const missing = named
      .map(([, file]) => file!.replace(/:\d+.*$/, ''))
      .filter((file) => !existsSync(join(root, file)))
    expect(missing).toEqual([])
  })

  test('names commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)(?: (?:-- )?([a-z][\w-]*))?/g)]
    const benches = readdirSync(join(root, 'bench')).map((file) => file.replace(/\.ts$/, ''))
    const missing = named.filter(([, script, word]) => {
      if (!Object.hasOwn(scripts, script!)) return true
      return script === 'bench' && word !== undefined && !benches.includes(word)
    })
    expect(missing.map(([command]) => command)).toEqual([])
  })
})

test('docs/cli.md has a section for every command, and README names each', async () => {
  const names = (await createProgram([])).commands.map((command) => command.name())
  const sections = [...read('docs/cli.md').matchAll(/^## (\w+)/gm)].map(([, name]) => name)
  expect([...new Set(sections)].toSorted()).toEqual(names.toSorted())
  const readme = read('README.md')
  const named = names.filter((name) => new RegExp(`rollcall -- ${name}\\b|\`${name} `).test(readme))
  expect(named.toSorted()).toEqual(names.toSorted())
})

/** What a recipe stands for with `<kind>` or `000N` is looked for as far as its folder. */
test('the recipes of docs/extending.md name places that there are', () => {
  const named = [
    ...read('docs/extending.md').matchAll(/`((?:bench|docs|main|models|renderer|scripts|test)\/[^`\s]*)`/g),
  ]
  const places = named.map(([, path]) => path!.replace(/[^/]*(<|000N).*$/, ''))
  expect(places.length).toBeGreaterThan(10)
  expect(places.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('the tests that docs/security.md names beside attacks and findings are there', () => {
  const rows = read('docs/security.md').matchAll(/^\|.*\| ([^|]*) \|$/gm)
  const named = [...rows].flatMap(([, cell]) =>
    [...cell!.matchAll(/\b([a-z]+(?:\/[a-z-]+)+)\b/g)].map(([name]) => name),
  )
  expect(named.length).toBeGreaterThan(60)
  const missing = named.filter((name) => globSync(`test/${name}{,-*}.test.{ts,tsx}`, { cwd: root }).length === 0)
  expect(missing).toEqual([])
})
