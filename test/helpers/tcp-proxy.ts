import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a station and the server, and does what networks do. */
export interface TcpProxy {
  readonly port: number
  /** Ends all connections that there are. */
  cut(): void
  /** Lets nobody in, as if the server were away. */
  block(): void
  unblock(): void
  /** Keeps back whatever comes in these directions on the connections that there are; others go through. */
  hold(direction?: 'to-server' | 'to-client' | 'both'): void
  /** Sends on what was kept back. */
  release(): void
  /** Of what the server says, before it is sent on. */
  rewrite(change: (bytes: Buffer) => Buffer): void
  /** Each piece comes this much later, in both directions. */
  delay(milliseconds: number): void
  connections(): number
  close(): Promise<void>
}

interface Pair {
  readonly client: Socket
  readonly server: Socket
  readonly held: { toServer: Buffer[] | null; toClient: Buffer[] | null }
}

export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let isBlocked = false
  let change = (bytes: Buffer) => bytes
  let delayMs = 0
  const listener = createServer((client) => {
    if (isBlocked) return void client.destroy()
    const server = connect(target, '127.0.0.1')
    const pair: Pair = { client, server, held: { toServer: null, toClient: null } }
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) socket.setNoDelay(true).on('error', end).on('close', end)
    const send = (to: Socket, bytes: Buffer, side: keyof Pair['held']) => {
      const held = pair.held[side]
      if (held !== null) held.push(bytes)
      else if (delayMs === 0) to.write(bytes)
      else setTimeout(() => to.writable && to.write(bytes), delayMs)
    }
    client.on('data', (bytes) => send(server, bytes, 'toServer'))
    server.on('data', (bytes) => send(client, change(bytes), 'toClient'))
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const { client, server } of [...pairs]) {
      client.destroy()
      server.destroy()
    }
  }
  return {
    port: (listener.address() as AddressInfo).port,
    cut,
    block() {
      isBlocked = true
      cut()
    },
    unblock() {
      isBlocked = false
    },
    hold(direction = 'both') {
      for (const { held } of pairs) {
        if (direction !== 'to-client') held.toServer ??= []
        if (direction !== 'to-server') held.toClient ??= []
      }
    },
    release() {
      for (const { client, server, held } of pairs) {
        for (const bytes of held.toServer ?? []) server.write(bytes)
        for (const bytes of held.toClient ?? []) client.write(bytes)
        held.toServer = null
        held.toClient = null
      }
    },
    rewrite(next) {
      change = next
    },
    delay(milliseconds) {
      delayMs = milliseconds
    },
    connections: () => pairs.size,
    async close() {
      cut()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
