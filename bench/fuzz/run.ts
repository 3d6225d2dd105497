import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Fuzzed } from './child.ts'

export type Result =
  | { readonly kind: 'ended'; readonly fuzzed: Fuzzed }
  | { readonly kind: 'crashed'; readonly how: string }

/** Fuzzes one target in a process of its own, so that a crash is counted and ends nothing else. */
export function fuzz(name: string, cases: number, seed: number): Promise<Result> {
  const child = fork(join(import.meta.dirname, 'child.ts'), [name, String(cases), String(seed)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  let fuzzed: Fuzzed | null = null
  let said = ''
  child.on('message', (message) => {
    fuzzed = message as Fuzzed
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000)
  })
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      const ended = fuzzed
      if (ended !== null && code === 0) resolve({ kind: 'ended', fuzzed: ended })
      else resolve({ kind: 'crashed', how: `${signal ?? `exit code ${code}`}: ${said}` })
    })
  })
}
