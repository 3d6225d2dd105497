import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { promisify } from 'node:util'

/**
 * Runs the user's own npm, with the registry, proxy and certificates it is configured for, and returns what it prints.
 * @throws Error with npm's message
 */
export async function npm(...args: readonly string[]): Promise<string> {
  const script = process.env.npm_execpath
  const [command, ...before] = script?.endsWith('.js') ? [process.execPath, script] : ['npm']
  const { stdout } = await promisify(execFile)(command!, [...before, ...args, '--loglevel=error'], {
    shell: before.length === 0 && process.platform === 'win32',
    maxBuffer: 1 << 26,
  })
  return stdout.trim()
}

/** Lets this process trust what the system and npm trust, besides Node's own list. */
export async function trustLikeNpm(): Promise<void> {
  const file = await npm('config', 'get', 'cafile').catch(() => 'null')
  const own = file === 'null' || file === 'undefined' || file === '' ? [] : [readFileSync(file, 'utf8')]
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system'), ...own])
}
