// Set-up, first step: runs on the Node that the system has (20 or newer) with nothing installed. It installs the
// packages of the lock file and hands over to setup.ts on the Node 24 among them. When nothing changed since the last
// time it only looks at sizes and times and is done.
//
//   node scripts/setup.mjs start | test | cli | dist | electron-from-npm
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { cpus } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const goal = process.argv[2] ?? ''
const stampFile = join(root, '.cache', 'setup.json')
/** Beside what was compiled, so that it goes where that goes. */
const compiledStamp = join(root, 'node_modules/hnswlib-node/build/compiled-for')
const windows = process.platform === 'win32'
const majorVersion = Number(process.versions.node.split('.')[0])

/** What each goal depends on; a change in any of these files runs its set-up again. */
const installed = ['package-lock.json', 'node_modules/.package-lock.json', 'models', 'scripts']
const commandLine = [...installed, 'main', 'dist/cli/main.js']
const built = [...commandLine, 'renderer', 'dist/renderer/index.html', 'dist/electron/main.js']
const electron = ['node_modules/electron/path.txt', '.cache/electron-33/version']
const watched = {
  cli: commandLine,
  start: [...built, ...electron],
  test: [...built, ...electron],
  dist: [...built, ...electron],
  'electron-from-npm': [...installed, ...electron],
}

/** Name, size and time of every file below the paths. */
function fingerprint(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false })
    if (found === undefined) hash.update(`${path} missing\n`)
    else if (found.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`)
    } else hash.update(`${path} ${found.size} ${found.mtimeMs}\n`)
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return {}
  }
}

/** A runtime that could not be fetched is tried again on another day; a start asks for tests' needs every time. */
function signature() {
  const day = electron.some((path) => existsSync(join(root, path))) ? '' : new Date().toISOString().slice(0, 10)
  return `${fingerprint(watched[goal])} ${day}`
}

/** Whether node_modules holds what the lock file lists: npm notes what it installed in a lock file of its own. */
function packagesAreCurrent() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const present = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages
    const same = Object.entries(wanted).every(
      ([path, entry]) => path === '' || (entry.optional && !present[path]) || present[path]?.version === entry.version,
    )
    return same && node24() !== null && existsSync(join(root, 'node_modules/hnswlib-node/build/Release/addon.node'))
  } catch {
    return false
  }
}

/**
 * The Node that everything runs with: the one whose hash the lock file holds, or, where the registry has none for the
 * system, that of the system; null when it is too old.
 */
function node24() {
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const own = join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(own)) return own
  return majorVersion >= 24 ? process.execPath : null
}

function inPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * What hnswlib-node is compiled for. With all instructions of the processor at hand it takes half the time, and dies on
 * a processor that lacks one of them; what is packed for other machines makes do with those that all have. Where it
 * lacks faster code of its own (it has some for x64) or the compiler takes other options, there is nothing to choose.
 */
function compilerTarget() {
  if (goal === 'dist' || windows || process.arch !== 'x64') return 'any processor'
  const features = process.platform === 'linux' ? /^flags.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[0] : null
  return createHash('sha256')
    .update(features ?? cpus()[0]?.model ?? '')
    .digest('hex')
}

/** Null when nobody noted it: an earlier version, or npm without this. */
function compiledFor() {
  return existsSync(compiledStamp) ? readFileSync(compiledStamp, 'utf8') : null
}

function compilerOptions() {
  return compilerTarget() === 'any processor' ? {} : { CXXFLAGS: `${process.env.CXXFLAGS ?? ''} -march=native`.trim() }
}

/** hnswlib-node is compiled on the machine. */
function provideCompiler() {
  const needed = { python3: 'python3', make: 'make', 'g++': 'g++' }
  const missing = windows ? [] : Object.keys(needed).filter((command) => !inPath(command))
  if (missing.length === 0) return
  const names = missing.map((command) => needed[command])
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (process.getuid?.() === 0 && inPath('apt-get')) {
    say(`${missing.join(', ')} missing: installing from Debian`)
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    const done = spawnSync('apt-get', command.split(' ').slice(1), { stdio: ['ignore', 2, 2], env: aptEnvironment() })
    if (done.status === 0) return
  }
  const how = inPath('apt-get') ? `sudo ${command}` : `install ${names.join(', ')} with your system's package manager`
  fail(`A C++ compiler is needed to build the search index, and ${missing.join(', ')} is missing. Run: ${how}`)
}

function aptEnvironment() {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
}

/** Node's headers lie beside a system-wide Node; without them node-gyp would download them. */
function headers() {
  const prefix = dirname(dirname(process.execPath))
  const configured = Object.keys(process.env).some((key) => key.toLowerCase() === 'npm_config_nodedir')
  return !configured && existsSync(join(prefix, 'include/node/node_api.h')) ? { npm_config_nodedir: prefix } : {}
}

async function installPackages() {
  const count = Object.keys(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages).length - 1
  await runNpm(['ci'], `installing the packages of package-lock.json (up to ${count})`, 'packages installed')
}

async function compileIndex() {
  const target = compilerTarget() === 'any processor' ? 'any processor' : 'this processor'
  await runNpm(['rebuild', 'hnswlib-node'], `compiling the search index for ${target}`, 'search index compiled')
}

async function runNpm(args, doing, done) {
  provideCompiler()
  say(doing)
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const heartbeat = setInterval(() => say(`still ${doing}, ${seconds()} s`), 15_000)
  const npm = process.env.npm_execpath
  const command = npm?.endsWith('.js') ? [process.execPath, npm] : [windows ? 'npm.cmd' : 'npm']
  const child = spawn(
    command[0],
    [...command.slice(1), ...args, '--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: command.length === 1 && windows,
      // npm before version 11 would run onnxruntime's script, which downloads CUDA's files.
      env: { ...process.env, ...headers(), ...compilerOptions(), ONNXRUNTIME_NODE_INSTALL: 'skip' },
    },
  )
  const status = await new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
  clearInterval(heartbeat)
  if (status !== 0) fail(`npm ${args[0]} did not succeed; its message stands above. Check the network and try again.`)
  writeFileSync(compiledStamp, compilerTarget())
  say(`${done} in ${seconds()} s`)
}

function say(text) {
  process.stderr.write(`set-up: ${text}\n`)
}

function fail(text) {
  say(text)
  process.exit(1)
}

if (!Object.hasOwn(watched, goal)) fail(`"${goal}" is none of ${Object.keys(watched).join(', ')}`)
if (majorVersion < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`)

const stamps = readStamps()
if (goal === 'electron-from-npm' || stamps[goal] !== signature() || compiledFor() !== compilerTarget()) {
  if (!packagesAreCurrent()) await installPackages()
  else if (compiledFor() !== compilerTarget()) await compileIndex()
  const node = node24()
  if (node === null)
    fail(`Node 24 or newer is needed on this system; this is ${process.version}. Install it from nodejs.org.`)
  const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', 'scripts/setup.ts', goal], {
    cwd: root,
    stdio: ['inherit', 2, 2],
    // What the packages bring goes before what the system has, as in npm's own scripts.
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` },
  })
  if (status !== 0) process.exit(status ?? 1)
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, `${JSON.stringify({ ...readStamps(), [goal]: signature() }, null, 2)}\n`)
}
