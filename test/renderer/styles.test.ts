import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../renderer')
const files = readdirSync(root, { recursive: true }).map(String)
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sheets = files.filter((file) => file.endsWith('.css'))
const parts = files.filter((file) => file.endsWith('.tsx')).map((file) => ({ file, text: read(file) }))

/** The classes that a style sheet has rules for, without those of other sheets that it names by `:global`. */
function classesOf(sheet: string): Set<string> {
  const text = read(sheet)
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/:global\([^)]*\)/g, '')
  const selectors = [...text.matchAll(/([^{};]+)\{/g)].map(([, selector]) => selector!)
  const names = selectors.flatMap((selector) => [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name!))
  return new Set(names)
}

const camelCase = (name: string) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The classes of a module that a file uses, as it spells them. */
function usedOf(sheet: string, { file, text }: (typeof parts)[number]): string[] {
  for (const [, name, path] of text.matchAll(/^import (\w+) from '([^']+\.module\.css)'$/gm)) {
    if (join(dirname(file), path!) !== sheet) continue
    return [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, used]) => used!)
  }
  return []
}

test.each(sheets.filter((sheet) => sheet.endsWith('.module.css')))(
  '%s has the classes that are used, and no others',
  (sheet) => {
    const used = new Set(parts.flatMap((part) => usedOf(sheet, part)))
    expect([...classesOf(sheet)].map(camelCase).toSorted()).toEqual([...used].toSorted())
  },
)

test('each style sheet stands in the layer of its folder, so that a screen wins over a component', () => {
  expect(read('styles/tokens.css')).toMatch(/^@layer tokens, base, components, features;/)
  const layerOf = (sheet: string) =>
    sheet.startsWith('features/') ? 'features' : (/(tokens|base)\.css$/.exec(sheet)?.[1] ?? 'components')
  for (const sheet of sheets) {
    const [first, ...others] = [...read(sheet).matchAll(/^@layer ([\w]+) \{$/gm)].map(([, layer]) => layer)
    expect([sheet, first, others]).toEqual([sheet, layerOf(sheet), []])
  }
})

test('names that hold everywhere are those of styles/, and few', () => {
  const shared = new Set(
    sheets.filter((sheet) => sheet.startsWith('styles/')).flatMap((sheet) => [...classesOf(sheet)]),
  )
  expect(shared.size).toBeLessThan(90)
  const literal = parts.flatMap(({ text }) =>
    [...text.matchAll(/className="([^"]+)"/g)].flatMap(([, names]) => names!.split(' ')),
  )
  expect([...new Set(literal)].filter((name) => !shared.has(name))).toEqual([])
})
