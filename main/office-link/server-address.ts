import { z } from 'zod'

/** Where the office's PostgreSQL is. With several hosts, that one counts which can be written to (after a failover). */
export const ServerAddress = z.object({
  hosts: z
    .array(z.object({ host: z.string().min(1), port: z.number().int().min(1).max(65_535) }))
    .min(1)
    .max(8),
  database: z.string().min(1),
  /** PEM of the authority that signed the server's certificate; null for those that the system trusts. */
  authority: z.string().nullable(),
})
export type ServerAddress = z.infer<typeof ServerAddress>

export interface ServerLogin {
  readonly user: string
  readonly password: string
}

/** Whether a way to the server never leaves this machine, so that it needs no encryption. */
export function isOnThisMachine(host: string): boolean {
  return host.startsWith('/') || /^(localhost|127(\.\d+){3}|::1)$/i.test(host)
}

/**
 * Reads `postgresql://user:password@host:5432,other:5433/database`; null when it is none. A folder of sockets is
 * `?host=/run/postgresql`.
 */
export function parseServerAddress(
  text: string,
  authority: string | null = null,
): { readonly server: ServerAddress; readonly login: ServerLogin } | null {
  const found = /^postgres(?:ql)?:\/\/(?:([^@/]*)@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(text.trim())
  if (found === null) return null
  const [, account = '', places = '', database = '', query = ''] = found
  const [user = '', ...rest] = account.split(':')
  const options = new URLSearchParams(query)
  const names = (places === '' ? (options.get('host') ?? '') : places).split(',').filter((name) => name !== '')
  const hosts = names.map((name) => {
    const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(name) ?? []
    return { host: decode(host.replace(/^\[|\]$/g, '')), port: Number(port ?? options.get('port') ?? 5432) }
  })
  const server = ServerAddress.safeParse({ hosts, database: decode(database) || 'postgres', authority })
  if (!server.success) return null
  return { server: server.data, login: { user: decode(user) || 'postgres', password: decode(rest.join(':')) } }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
