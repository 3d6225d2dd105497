import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageName, packagesNeededBy } from './needed-packages.ts'

interface Manifest {
  readonly version: string
  readonly license?: string
  readonly author?: string | { readonly name: string }
  readonly repository?: string | { readonly url: string }
}

const licenceFile = /^(licen[cs]e|copying|notice)/i

/**
 * Lists every package that the app is made of, with its licence and the licence's text. A package that brings no text
 * is listed with the text of its licence where that is MIT, or with where it is found.
 * @returns plain text, packages by name
 * @throws Error for a package that states no licence
 */
export async function listThirdPartyLicenses(root: string): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  const folders = await packagesNeededBy(root, Object.keys(dependencies))
  const permission = (await readFile(join(root, 'LICENSE'), 'utf8')).split('\n\n').slice(2).join('\n\n').trim()
  const entries = await Promise.all([...folders].map((folder) => describePackage(folder, permission)))
  const rule = `\n\n${'-'.repeat(80)}\n\n`
  return `Rollcall contains these packages. Electron's own notices lie beside this file.${rule}${entries.sort().join(rule)}\n`
}

async function describePackage(folder: string, permission: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
  const name = packageName(folder)
  if (manifest.license === undefined) throw new Error(`The package ${name} states no licence.`)
  const files = (await readdir(folder)).filter((file) => licenceFile.test(file))
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  const text =
    texts.length > 0 ? texts.map((each) => each.trim()).join('\n\n') : describeWithoutText(manifest, permission)
  return `${name} ${manifest.version} (${manifest.license})\n\n${text}`
}

function describeWithoutText({ license, author, repository }: Manifest, permission: string): string {
  const source = typeof repository === 'string' ? repository : repository?.url
  const found = source === undefined ? '' : `Source and licence: ${source.replace(/^git\+/, '')}\n\n`
  if (license !== 'MIT') return `${found}The text of the licence: https://spdx.org/licenses/${license}`
  const holder = typeof author === 'string' ? author : author?.name
  return `${found}Copyright (c) ${holder ?? 'its authors'}\n\n${permission}`
}
