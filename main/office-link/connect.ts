import type { ConnectionOptions } from 'node:tls'
import pg from 'pg'
import { isOnThisMachine, type ServerAddress, type ServerLogin } from './server-address.ts'
import { isAnswer, isWorthRepeating, makeError, toOfficeError } from './server-errors.ts'

/** A connection to the server that can be written to. All failures are AppErrors with a code of the office. */
export interface Connection {
  /** Runs one statement. A named one is parsed by the server once for each connection. */
  query<Row extends object>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>
  /** Which of the hosts it is. */
  readonly host: string
  /** Whether it can still be used. */
  readonly isOpen: boolean
  onNotice(listener: () => void): void
  onEnd(listener: () => void): void
  close(): Promise<void>
}

export interface ConnectionOptionsOfOffice {
  /** How long the server may take to connect, and how long for one statement. */
  readonly connectTimeoutMs?: number
  readonly queryTimeoutMs?: number
}

const defaultConnectTimeoutMs = 10_000
const defaultQueryTimeoutMs = 60_000
const maxRepetitions = 5
const minServerVersion = 150_000
const int8Oid = 20

/**
 * Connects to the first host that can be written to.
 * @throws AppError of what stood in the way: of several hosts, what is not only an absence
 */
export async function connect(
  server: ServerAddress,
  login: ServerLogin,
  options: ConnectionOptionsOfOffice = {},
): Promise<Connection> {
  const failures = []
  for (const { host, port } of server.hosts) {
    try {
      return await connectTo({ host, port }, server, login, options)
    } catch (error) {
      failures.push(toOfficeError(error))
    }
  }
  const telling = failures.find(({ code }) => !/unreachable|too-slow|unknown-host/.test(code))
  throw telling ?? failures[0]!
}

async function connectTo(
  { host, port }: { host: string; port: number },
  server: ServerAddress,
  login: ServerLogin,
  { connectTimeoutMs = defaultConnectTimeoutMs, queryTimeoutMs = defaultQueryTimeoutMs }: ConnectionOptionsOfOffice,
): Promise<Connection> {
  const client = new pg.Client({
    ...{ host, port, database: server.database, user: login.user, password: login.password },
    ssl: tlsFor(host, server.authority),
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'rollcall',
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  })
  let isOpen = true
  const endListeners: (() => void)[] = []
  const end = () => {
    if (!isOpen) return
    isOpen = false
    for (const listener of endListeners) listener()
  }
  // Without a listener, a lost connection would end the process; whoever waits for an answer hears of it anyway.
  client.on('error', end)
  client.on('end', end)
  try {
    await client.connect()
    await checkServer(client)
  } catch (error) {
    await quietly(client.end())
    throw toOfficeError(error)
  }

  async function run<Row extends object>(text: string, values: readonly unknown[], name?: string): Promise<Row[]> {
    for (let repetition = 0; ; repetition++) {
      try {
        const answer = await client.query<Row>({ text, values: [...values], ...(name !== undefined && { name }) })
        return answer.rows
      } catch (error) {
        if (isWorthRepeating(error) && repetition < maxRepetitions) continue
        // After a timeout an answer may still come, and be taken for that of another statement.
        if (!isAnswer(error)) {
          end()
          void quietly(client.end())
        }
        throw toOfficeError(error)
      }
    }
  }
  // One statement after the other: the time of one does not begin while another is answered.
  let last: Promise<unknown> = Promise.resolve()
  function query<Row extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    const next = last.then(() => run<Row>(text, values, name))
    last = quietly(next)
    return next
  }
  return {
    ...{ query, host },
    get isOpen() {
      return isOpen
    },
    onNotice: (listener) => void client.on('notification', listener),
    onEnd: (listener) => void endListeners.push(listener),
    async close() {
      await quietly(client.end())
      end()
    },
  }
}

/** Without encryption only where nobody can listen in. */
function tlsFor(host: string, authority: string | null): ConnectionOptions | false {
  if (authority === null && isOnThisMachine(host)) return false
  return { host, rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(authority !== null && { ca: authority }) }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; readOnly: boolean; commit: string }>(`
    select current_setting('server_version_num') as version, current_setting('synchronous_commit') as commit,
      pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "readOnly"`)
  const { version, readOnly, commit } = rows[0]!
  if (Number(version) < minServerVersion) {
    const found = String(Math.floor(Number(version) / 10_000))
    const message = `The server runs PostgreSQL ${found}. Rollcall needs version 15 or later; have it updated.`
    throw makeError('office-server-too-old', message, { found })
  }
  if (readOnly) {
    throw makeError('office-unreachable', 'This server can only be read. The one that can be written to is not there.')
  }
  // Compiling takes longer than any statement of ours.
  await client.query('set jit = off')
  // What is acknowledged must be on the server's disk, whatever its administrator chose for others.
  if (['off', 'local'].includes(commit)) await client.query(`set synchronous_commit = 'on'`)
}

/** Numbers of 64 bits as numbers: all of ours stay below 2^53. */
function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return oid === int8Oid && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format as 'text')
}

async function quietly(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch {
    // It is over either way.
  }
}
