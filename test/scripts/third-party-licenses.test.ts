import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listThirdPartyLicenses } from '../../scripts/third-party-licenses.ts'

const root = join(import.meta.dirname, '../..')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
}
/** Licences under which the app may be packed as it is; another one needs to be looked at. */
const accepted = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0'],
  // Libraries of their own files, which can be exchanged.
  ...['LGPL-3.0', 'LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT'],
]

test('every package of the app is listed with a licence that allows packing it, and a text', async () => {
  const text = await listThirdPartyLicenses(root)
  const [, ...entries] = text.split(/\n\n-{80}\n\n/)
  const listed = entries.map((entry) => /^(\S+) (\S+) \((.+?)\)\n\n(.+)/s.exec(entry)!)
  expect(listed.map(([, name, version]) => `${name} ${version}`)).toEqual(
    expect.arrayContaining(Object.entries(dependencies).map(([name, version]) => `${name} ${version}`)),
  )
  expect(listed.filter(([, , , license]) => !accepted.includes(license!)).map(([, name]) => name)).toEqual([])
  expect(listed.filter(([, , , , own]) => own!.length < 50).map(([, name]) => name)).toEqual([])
})

test('a package that brings no text gets the one of its licence, with the holder', async () => {
  const text = await listThirdPartyLicenses(root)
  const entry = text.split(/\n\n-{80}\n\n/).find((each) => each.startsWith('onnxruntime-node '))!
  expect(entry).toMatch(/Copyright \(c\) \S+/)
  expect(entry).toContain('Permission is hereby granted')
  expect(entry).toContain('WITHOUT WARRANTY OF ANY KIND')
})
