import { enableCompileCache, findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

// Caches compiled sources beside the packages, for worker threads too: reading them takes a third of the time.
const project = dirname(findPackageJSON('..', import.meta.url)!)
process.env.NODE_COMPILE_CACHE ??= join(project, 'node_modules/.cache/rollcall')
enableCompileCache()
const { createProgram, exitCodeFor } = await import('./program.ts')

// Background failures are reported in a sentence, too.
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => process.exit(exitCodeFor(error)))
}

const words = process.argv.slice(2)
try {
  const program = await createProgram(words)
  await program.parseAsync(words, { from: 'user' })
} catch (error) {
  process.exitCode = exitCodeFor(error)
}
