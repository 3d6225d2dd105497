import { spawn } from 'node:child_process'

export interface ChildRun {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a script of ours in a process of its own. @param environment is added to this process's */
export function runChild(
  script: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ChildRun> {
  return runKilled(script, words, { environment })
}

/**
 * The same, and kills it (SIGKILL) milliseconds after it has printed its last awaited line; `out` ends with its last
 * whole line.
 */
export function runKilled(
  script: string,
  words: readonly string[],
  kill: {
    readonly afterLines?: number
    readonly milliseconds?: number
    readonly environment?: Readonly<Record<string, string>>
  },
): Promise<ChildRun> {
  const { afterLines = 0, milliseconds, environment = {} } = kill
  const child = spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  let out = ''
  let err = ''
  let condemned = false
  const condemn = () => {
    if (condemned || milliseconds === undefined) return
    condemned = true
    setTimeout(() => child.kill('SIGKILL'), milliseconds)
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    if (out.split('\n').length > afterLines) condemn()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  if (afterLines === 0) condemn()
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out: out.slice(0, out.lastIndexOf('\n') + 1), err }))
  })
}
