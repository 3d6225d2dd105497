import { createProgram, exitCodeFor } from './program.ts'

const words = process.argv.slice(2)
try {
  const program = await createProgram(words)
  await program.parseAsync(words, { from: 'user' })
} catch (error) {
  process.exitCode = exitCodeFor(error)
}
