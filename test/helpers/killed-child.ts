import { spawn } from 'node:child_process'
import { join } from 'node:path'

const killer = join(import.meta.dirname, 'kill-at.ts')

/**
 * Runs a program of this folder and kills it at a moment (kill-at.ts).
 * @returns its exit code, null when it was killed, and what it printed
 */
export function runKilled(
  program: string,
  words: readonly string[],
  killAt: string,
): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, ['--import', killer, join(import.meta.dirname, program), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ROLLCALL_KILL_AT: killAt },
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out }))
  })
}

/** Every moment at which a program can be killed, as one that was let through printed them. */
export function momentsOf(out: string): string[] {
  return [...out.matchAll(/^(main|worker) (\d+)$/gm)].flatMap(([, thread, calls]) =>
    Array.from({ length: Number(calls) * 2 }, (_, half) => `${thread} ${half / 2}`),
  )
}

/** Some of them, spread over all. */
export function spread<T>(all: readonly T[], points: number): T[] {
  const chosen = Math.min(points, all.length)
  return Array.from({ length: chosen }, (_, index) => all[Math.floor(((index + 0.5) * all.length) / chosen)]!)
}

/** An order for `key-child.ts`. */
export function orderOf(order: object): string {
  return JSON.stringify(order, (_, value) =>
    value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value,
  )
}
