import { blob, type Database } from './database.ts'
import type { Vault } from './vault.ts'

/** The provider at which accounts may sign in, with what Rollcall proves itself by there. */
export interface StoredProvider {
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  /** Null for a client that has none. */
  readonly clientSecret: string | null
  /** Where this machine waits for the browser to come back; null for any free port. */
  readonly port: number | null
}

/** The office's identity provider; there is at most one. */
export interface ProviderStore {
  /** Null without one, and for one that another program wrote. */
  get(): StoredProvider | null
  set(provider: StoredProvider): void
  remove(): void
}

interface Row {
  name: string
  issuer: string
  client_id: string
  client_secret: Uint8Array | null
  port: number | null
}

const id = 1
export const clientSecretContext = `client secret of identity provider ${id}`

export function openProvider(database: Database, vault: Pick<Vault, 'seal' | 'open'>): ProviderStore {
  const read = database.prepare<Row>(`select * from identity_provider where id = ${id}`)
  const write = database.prepare(`
    insert into identity_provider (id, name, issuer, client_id, client_secret, port)
    values (${id}, @name, @issuer, @clientId, @clientSecret, @port)
    on conflict (id) do update set name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id,
      client_secret = excluded.client_secret, port = excluded.port`)
  const remove = database.prepare(`delete from identity_provider where id = ${id}`)
  return {
    get() {
      const row = read.get()
      if (row === undefined || !database.proof.holds('identity_provider', id)) return null
      const { name, issuer, client_id: clientId, port } = row
      const secret = row.client_secret === null ? null : vault.open(blob(row.client_secret), clientSecretContext)
      return { name, issuer, clientId, clientSecret: secret && Buffer.from(secret).toString(), port }
    },
    set({ clientSecret, ...provider }) {
      const sealed = clientSecret === null ? null : blob(vault.seal(Buffer.from(clientSecret), clientSecretContext))
      write.run({ ...provider, clientSecret: sealed })
      database.proof.renew('identity_provider', id)
    },
    remove: () => void remove.run(),
  }
}
