import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'

export interface WatchedProcess {
  readonly child: ChildProcess
  /** What it and its descendants print to standard output and error, so far. */
  said(): string
  /** Waits for its end, after asking for it by a signal unless none is given. */
  end(signal?: NodeJS.Signals): Promise<Traces>
}

/** What a process and its descendants did that others might notice. */
export interface Traces {
  readonly code: number | null
  /** Peers beyond this machine that a socket was connected or sent to. */
  readonly peers: readonly string[]
  /** Files and folders opened for writing, made or renamed; null where strace cannot look. */
  readonly written: readonly string[] | null
}

export interface WatchOptions {
  /** Gets a home and a folder for temporary files of its own, and a record of what happened. */
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Whether this system lets a process be looked at by strace. */
export const hasStrace = spawnSync('strace', ['-f', '--seccomp-bpf', '-qq', '-e', 'trace=connect', 'true']).status === 0

const calls = 'connect,sendto,sendmsg,sendmmsg,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,symlink'

/** Starts a program as on a new user's machine: empty home, empty temporary folder, and nothing that says "test". */
export function watchProcess([program, ...words]: readonly string[], options: WatchOptions): WatchedProcess {
  const { folder, environment = {} } = options
  const home = join(folder, 'home')
  const temporary = join(folder, 'tmp')
  for (const each of [home, temporary]) mkdirSync(each, { recursive: true })
  const record = join(folder, 'strace.log')
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    LANG: 'en_US.UTF-8',
    HOME: home,
    TMPDIR: temporary,
    ...environment,
  }
  const strace = ['strace', '-f', '--seccomp-bpf', '-qq', '-y', '-e', `trace=${calls}`, '-o', record, '--']
  const [command, ...rest] = [...(hasStrace ? strace : []), program!, ...words]
  const child = spawn(command!, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      said += text
    })
  }
  const ended = once(child, 'close') as Promise<[number | null]>
  const seen = new Set<string>()
  const look = () => {
    for (const peer of peersNow(child.pid!)) seen.add(peer)
  }
  const poll = hasStrace ? null : setInterval(look, 20)
  return {
    child,
    said: () => said,
    async end(signal) {
      if (signal !== undefined) process.kill(hasStrace ? childrenOf(child.pid!)[0]! : child.pid!, signal)
      const [code] = await ended
      clearInterval(poll ?? undefined)
      return hasStrace ? { code, ...readRecord(record) } : { code, peers: [...seen], written: null }
    },
  }
}

/** What strace wrote down. */
function readRecord(file: string): Pick<Traces, 'peers' | 'written'> {
  const peers = new Set<string>()
  const written = new Set<string>()
  /** Calls that others came in between of, by thread. */
  const begun = new Map<string, string>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, thread = '', text = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    if (text.endsWith('<unfinished ...>')) {
      begun.set(thread, text)
      continue
    }
    const whole = text.startsWith('<... ') ? `${begun.get(thread)} ${text}` : text
    const [, call, rest] = /^(\w+)\((.*)$/.exec(whole) ?? []
    if (call === undefined || rest === undefined) continue
    if (/^(connect|send)/.test(call)) {
      const address = /inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/.exec(rest)
      const port = /sin6?_port=htons\((\d+)\)/.exec(rest)?.[1]
      const host = address?.[1] ?? address?.[2]
      if (host !== undefined && !isLoopback(host)) peers.add(`${host}:${port}`)
    } else if (!/^open/.test(call) || /O_WRONLY|O_RDWR|O_CREAT/.test(rest)) {
      // The last name is the one that came into being; where it is relative, the folder stands before it.
      const [, folder = '', path] = [...rest.matchAll(/(?:<([^<>]*)>, )?"([^"]*)"/g)].at(-1) ?? []
      if (path !== undefined && !/= -1 /.test(rest)) written.add(resolve(folder, path))
    }
  }
  return { peers: [...peers], written: [...written] }
}

const isLoopback = (host: string) => host === '::1' || /^(::ffff:)?127\./.test(host) || isIP(host) === 0

export function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)])
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}

/** Peers beyond this machine of the sockets that a process and its descendants hold at this moment. */
function peersNow(pid: number): string[] {
  const own = new Set<string>()
  for (const each of [pid, ...descendantsOf(pid)]) {
    try {
      for (const name of readdirSync(`/proc/${each}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${each}/fd/${name}`))?.[1]
        if (inode !== undefined) own.add(inode)
      }
    } catch {
      // It ended meanwhile.
    }
  }
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter(([, , remote = '', , , , , , , inode = '']) => {
        return own.has(inode) && !/^0+:|^0100007F:|^0{24}01000000:|^0000000000000000FFFF0000..?.?.?.?.?7F:/.test(remote)
      })
      .map(([, , remote]) => `${table} ${remote}`),
  )
}
