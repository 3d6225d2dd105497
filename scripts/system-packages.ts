import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Progress } from './progress.ts'

/** What the end-to-end tests need of the system: Chromium, a screen without a screen, Electron's libraries. */
const listFile = join(import.meta.dirname, 'debian-packages.txt')

/** The packages of debian-packages.txt. */
export function debianPackages(): string[] {
  return readFileSync(listFile, 'utf8').split('\n').filter(Boolean)
}

/**
 * Provides what tests need: as root on Debian by apt-get, otherwise by saying what to run.
 * @throws Error with the one command to run
 */
export function provideTestPackages(progress: Progress): void {
  const missing = missingPackages()
  if (missing.length === 0) return
  const arguments_ = ['install', '-y', '--no-install-recommends', ...missing]
  if (process.getuid?.() !== 0) throw new Error(`Tests need system packages. Run: sudo apt-get ${arguments_.join(' ')}`)
  progress.say(`installing Debian packages for the tests: ${missing.join(', ')}`)
  const options = {
    stdio: ['ignore', 2, 2] as ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  if (spawnSync('apt-get', ['-qq', ...arguments_], options).status !== 0) {
    throw new Error(`apt-get did not succeed; its message stands above. Run: apt-get ${arguments_.join(' ')}`)
  }
}

/**
 * On a system without dpkg nothing can be said about packages; there the programs themselves are looked for.
 * @throws Error that names the programs to install
 */
function missingPackages(): string[] {
  const wanted = debianPackages()
  if (spawnSync('dpkg', ['--version']).status !== 0) {
    const programs = process.platform === 'linux' ? ['chromium', 'Xvfb', 'xauth'] : ['chromium']
    const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0)
    if (missing.length > 0) throw new Error(`The end-to-end tests need ${missing.join(', ')} in the PATH.`)
    return []
  }
  // One line a package: its name, ":amd64" where it matters, a tab, and "install".
  const selections = execFileSync('dpkg', ['--get-selections'], { encoding: 'utf8' })
  const present = new Set([...selections.matchAll(/^([^:\s]+)\S*\s+install$/gm)].map(([, name]) => name!))
  // Debian 13 and Ubuntu 24.04 renamed libraries when their time stamps grew to 64 bits.
  return wanted.filter((name) => !present.has(name) && !present.has(`${name}t64`))
}
