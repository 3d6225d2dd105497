/**
 * Compiles the WebAssembly text (.wat) of main into main/wasm/compiled.ts, which is part of the repository: the sources
 * run as they are, and bundles need no further file. test/wasm/module.test.ts fails where this was forgotten.
 *
 *   npm run wat
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import wabt from 'wabt'

const main = join(import.meta.dirname, '../main')
const compiledFile = join(main, 'wasm/compiled.ts')

/** What compiled.ts should contain. @throws Error with line and column where the text is no WebAssembly */
export async function compileText(): Promise<string> {
  const { parseWat } = await wabt()
  const files = readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.wat'))
  const entries = files.sort().map((file) => {
    const module = parseWat(file, readFileSync(join(main, file), 'utf8'), { simd: true })
    module.resolveNames()
    module.validate()
    const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64')
    return `  '${basename(file, '.wat')}':\n    '${base64}',\n`
  })
  const head = '/** Made by `npm run wat` from the .wat files: WebAssembly in base64, by the name of the file. */'
  return `${head}\nexport const compiled = {\n${entries.join('')}}\n`
}

if (import.meta.main) writeFileSync(compiledFile, await compileText())
