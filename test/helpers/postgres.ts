import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { ServerAddress, ServerLogin } from '../../main/office-link/server-address.ts'

/** A real PostgreSQL for tests, on loopback, in a folder of its own. It refuses root, so that nobody runs it then. */
export interface Postgres {
  readonly port: number
  readonly folder: string
  readonly superuser: ServerLogin
  /** A new database on it and an account that owns it and may create roles, as an administrator would give it. */
  createDatabase(): Promise<TestDatabase>
  /** Runs statements as the superuser. */
  sql<Row extends object>(text: string, database?: string): Promise<Row[]>
  /** Ends the server: `immediate` is as if its power had gone. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
  start(): Promise<void>
  /** Runs one of PostgreSQL's programs as the user that runs the server. */
  program(name: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<{ stdout: string; stderr: string }>
}

export interface TestDatabase {
  readonly server: ServerAddress
  readonly login: ServerLogin
}

const binaries = ['/usr/lib/postgresql/15/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/17/bin']
const folderOfBinaries = binaries.find((folder) => existsSync(join(folder, 'initdb'))) ?? null

/** Why there is no PostgreSQL to test with; null where there is one. */
export const noPostgres =
  folderOfBinaries === null ? 'postgresql-15 is not installed (scripts/debian-packages.txt)' : null

const run = promisify(execFile)
const password = 'superuser of a test'
let databases = 0

export interface PostgresOptions {
  /** Lines of postgresql.conf. */
  readonly settings?: readonly string[]
  /** With a certificate for `localhost` and 127.0.0.1, made by this authority. */
  readonly tls?: { readonly key: string; readonly certificate: string }
  /** Whether what is committed is on the disk, which takes time. */
  readonly durable?: boolean
  /** Made from another server as its replica. */
  readonly replicaOf?: Postgres
}

/** Starts a server; call `stop` when the tests are over. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const { settings = [], tls, durable = false, replicaOf } = options
  const root = mkdtempSync(join(tmpdir(), 'rollcall-postgres-'))
  const account = unprivileged()
  if (account !== null) chownSync(root, account.uid, account.gid)
  const folder = join(root, 'data')
  const port = await freePort()
  const program: Postgres['program'] = (name, args, env = {}) => {
    const clean = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: root, ...env }
    return run(join(folderOfBinaries!, name), [...args], {
      ...{ cwd: root, env: clean, maxBuffer: 1 << 28 },
      ...(account ?? {}),
    })
  }
  const passwordFile = join(root, 'password')
  writeFileSync(passwordFile, password, { mode: 0o644 })
  if (replicaOf === undefined) {
    const auth = ['--auth-host=scram-sha-256', '--auth-local=reject', `--pwfile=${passwordFile}`]
    await program('initdb', ['-D', folder, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-N', ...auth])
  } else {
    const place = ['-h', '127.0.0.1', '-p', String(replicaOf.port), '-U', 'postgres']
    const args = ['-D', folder, '-R', '-X', 'stream', '-c', 'fast', '--no-sync', ...place]
    await program('pg_basebackup', args, { PGPASSWORD: password, PGAPPNAME: 'replica' })
  }
  const lines = [
    ...[`port = ${port}`, `listen_addresses = '127.0.0.1'`, `unix_socket_directories = ''`, `shared_buffers = 16MB`],
    ...[`max_connections = 60`, `autovacuum = off`, `log_min_messages = warning`, `dynamic_shared_memory_type = mmap`],
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = on', 'full_page_writes = off']),
    ...settings,
  ]
  if (tls !== undefined) {
    for (const [name, text] of [
      ['server.key', tls.key],
      ['server.crt', tls.certificate],
    ] as const) {
      const file = join(folder, name)
      writeFileSync(file, text)
      if (account !== null) chownSync(file, account.uid, account.gid)
      chmodSync(file, 0o600)
    }
    lines.push('ssl = on')
  }
  writeFileSync(join(folder, 'postgresql.auto.conf'), `${lines.join('\n')}\n`, { flag: replicaOf ? 'a' : 'w' })

  const superuser = { user: 'postgres', password }
  async function start() {
    const log = join(root, 'log')
    await program('pg_ctl', ['start', '-w', '-D', folder, '-l', log, '-t', '60'])
  }
  async function stop(mode: 'fast' | 'immediate' = 'fast') {
    await program('pg_ctl', ['stop', '-w', '-D', folder, '-m', mode, '-t', '60'])
  }
  await start()

  const postgres: Postgres = {
    ...{ port, folder, superuser, program, start, stop },
    async sql(text, database = 'postgres') {
      const client = new pg.Client({ host: '127.0.0.1', port, ...superuser, database })
      client.on('error', () => {})
      await client.connect()
      try {
        const answer: unknown = await client.query(text)
        return (Array.isArray(answer) ? answer.at(-1) : answer).rows
      } finally {
        await client.end()
      }
    },
    async createDatabase() {
      const name = `office_${++databases}`
      const user = `admin_${databases}`
      await postgres.sql(`create role ${user} login createrole password 'admin of a test'`)
      await postgres.sql(`create database ${name} owner ${user}`)
      const server: ServerAddress = { hosts: [{ host: '127.0.0.1', port }], database: name, authority: null }
      return { server, login: { user, password: 'admin of a test' } }
    },
  }
  running.set(postgres, root)
  return postgres
}

const running = new Map<Postgres, string>()

// It runs by itself: a test file that ends early must not leave it behind.
process.on('exit', () => {
  for (const [{ folder }, root] of running) {
    try {
      process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT')
    } catch {
      // It has ended.
    }
    rmSync(root, { recursive: true, force: true })
  }
})

/** Ends a server and removes its folder; one that has ended already is only removed. */
export async function endPostgres(postgres: Postgres): Promise<void> {
  await postgres.stop('immediate').catch(() => {})
  const root = running.get(postgres)
  if (root !== undefined) rmSync(root, { recursive: true, force: true })
  running.delete(postgres)
}

/** Runs psql as somebody, and returns what it says, or the error that it ends with. */
export async function psql(postgres: Postgres, { server, login }: TestDatabase, command: string): Promise<string> {
  const place = ['-h', '127.0.0.1', '-p', String(postgres.port), '-U', login.user, '-d', server.database]
  try {
    const args = ['-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...place, '-c', command]
    const { stdout } = await postgres.program('psql', args, { PGPASSWORD: login.password })
    return stdout.trim()
  } catch (error) {
    return String((error as { stderr?: string }).stderr ?? error).trim()
  }
}

/** A key and a certificate, signed by an authority that is made with it. */
export function makeCertificate(names = 'DNS:localhost,IP:127.0.0.1') {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-certificate-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=Authority of a test')
  openssl('req', ...key.slice(0, 5), '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server')
  writeFileSync(join(folder, 'extensions'), `subjectAltName=${names}\n`)
  const sign = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'extensions']
  openssl('x509', '-req', '-in', 'server.csr', ...sign, '-out', 'server.crt')
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const made = { authority: read('ca.crt'), key: read('server.key'), certificate: read('server.crt') }
  rmSync(folder, { recursive: true, force: true })
  return made
}

/** Nobody, where root runs the tests. */
function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  return userInfo().uid === 0 ? { uid: 65_534, gid: 65_534 } : null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
