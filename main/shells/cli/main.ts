import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Compiled sources are kept beside the packages, for worker threads too: reading them takes a third of compiling them.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../../node_modules/.cache/rollcall')
enableCompileCache()
const { createProgram, exitCodeFor } = await import('./program.ts')

const words = process.argv.slice(2)
try {
  const program = await createProgram(words)
  await program.parseAsync(words, { from: 'user' })
} catch (error) {
  process.exitCode = exitCodeFor(error)
}
