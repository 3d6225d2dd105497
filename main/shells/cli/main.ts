import { enableCompileCache, findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

// Compiled sources are kept beside the packages, for worker threads too: reading them takes a third of compiling them.
const project = dirname(findPackageJSON('..', import.meta.url)!)
process.env.NODE_COMPILE_CACHE ??= join(project, 'node_modules/.cache/rollcall')
enableCompileCache()
const { createProgram, exitCodeFor } = await import('./program.ts')

const words = process.argv.slice(2)
try {
  const program = await createProgram(words)
  await program.parseAsync(words, { from: 'user' })
} catch (error) {
  process.exitCode = exitCodeFor(error)
}
