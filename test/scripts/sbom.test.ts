import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listComponents } from '../../scripts/sbom.ts'

const root = join(import.meta.dirname, '../..')

interface Component {
  readonly name: string
  readonly version: string
  readonly hashes?: readonly { readonly alg: string }[]
  readonly licenses?: readonly unknown[]
}

test('the list of components has what the app is made of, each with version, hash and licence', async () => {
  const list = JSON.parse(await listComponents(root)) as { bomFormat: string; components: Component[] }
  expect(list.bomFormat).toBe('CycloneDX')
  const names = list.components.map(({ name }) => name)
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)))
  expect(names).not.toContain('vitest')
  for (const { name, version, hashes = [], licenses = [] } of list.components) {
    expect(version, name).toMatch(/^\d/)
    expect(
      hashes.map(({ alg }) => alg),
      name,
    ).toContain('SHA-512')
    expect(licenses.length, name).toBeGreaterThan(0)
  }
})

test('the workflow asks for known faults and for the signatures of packages', () => {
  const workflow = readFileSync(join(root, '.github/workflows/check.yml'), 'utf8')
  expect(workflow).toMatch(/^ +- run: npm audit --omit=dev --audit-level=high$/m)
  expect(workflow).toMatch(/^ +- run: npm audit signatures$/m)
  // What they are called in the npm that is here.
  expect(execFileSync('npm', ['audit', '--help'], { encoding: 'utf8' })).toContain('audit [fix|signatures]')
})
