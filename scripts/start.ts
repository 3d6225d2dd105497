import { spawn } from 'node:child_process'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { passOn } from './harmless-lines.ts'
import { chooseRuntime, type Runtime } from './runtime.ts'

/**
 * `npm start [-- --demo] [--data=DIR]`: opens the app in Electron where there is one and a display, else in the
 * browser. The arguments go on to the shell. Runs from dist/cli.
 */
const root = dirname(findPackageJSON('..', import.meta.url)!)
const given = process.argv.slice(2)
const runtime = chooseRuntime(root, process.env)
const [command, ...words] = commandOf(runtime)

process.stderr.write(`${introduction(runtime)}\n`)
const child = spawn(command!, [...words, ...given], { cwd: root, stdio: ['inherit', 'inherit', 'pipe'] })
passOn(child.stderr, process.stderr)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => {
  process.exitCode = code ?? 1
  // Lets its last output through, and does not wait for a child process that keeps the pipe open.
  setTimeout(() => process.exit(), 200)
})

function commandOf(chosen: Runtime): string[] {
  if (chosen.kind === 'electron') return [chosen.executable, ...electronSwitches(), root]
  const open = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['--open'] : []
  return [process.execPath, join(root, 'dist/cli/main.js'), 'serve', ...open]
}

/** Chromium's sandbox does not run as root. */
function electronSwitches(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function introduction(chosen: Runtime): string {
  if (chosen.kind === 'browser') return `Rollcall opens in the browser: ${chosen.reason}.`
  const caution = chosen.channel === 'development' ? ' (an old line, for development only)' : ''
  return `Rollcall opens in Electron ${chosen.version}${caution}.`
}
