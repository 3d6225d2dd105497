import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The built command line; test/build-command-line.ts keeps it as new as its sources. */
export const program = join(import.meta.dirname, '../../dist/cli/main.js')

export interface CommandRun {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command line on a data folder, without a terminal. */
export function runRollcall(data: string, ...words: string[]): Promise<CommandRun> {
  const child = spawn(process.execPath, [program, '--data', data, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (text: Buffer) => {
    out += text
  })
  child.stderr.on('data', (text: Buffer) => {
    err += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}
