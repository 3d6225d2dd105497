import { createHash, randomBytes } from 'node:crypto'
import type { ApiScope, ApiToken, ApiTokenId } from '../contract/api/rest.ts'
import type { Instant } from '../contract/entities.ts'
import { blob, type Database } from './database.ts'

/** Tokens of programs. A token is 32 random bytes, so its plain SHA-256 can neither be guessed nor turned back. */
export interface Tokens {
  /** `secret` is not kept. */
  create(name: string, scopes: readonly ApiScope[], expiresAt: Instant | null): { secret: string; token: ApiToken }
  list(): ApiToken[]
  revoke(id: ApiTokenId): void
  /** The token as long as it holds; notes that it was used, to the minute. */
  check(secret: string): ApiToken | null
}

interface Row {
  id: number
  name: string
  hash: Uint8Array
  scopes: string
  created_at: number
  expires_at: number | null
  last_used_at: number | null
}

const minute = 60_000

export function openTokens(database: Database, now: () => number): Tokens {
  const insert = database.prepare(`
    insert into api_tokens (name, hash, scopes, created_at, expires_at) values (@name, @hash, @scopes, @at, @expiresAt)`)
  const byHash = database.prepare<Row>('select * from api_tokens where hash = @hash')
  const all = database.prepare<Row>('select * from api_tokens order by id')
  const remove = database.prepare('delete from api_tokens where id = @id')
  const used = database.prepare('update api_tokens set last_used_at = @at where id = @id')
  const move = database.prepare('update api_tokens set created_at = @at, expires_at = @expiresAt where id = @id')

  // Looking the hash up tells nothing by its time: who does not know the token does not know its hash.
  function find(secret: string): ApiToken | null {
    const row = byHash.get({ hash: hashOf(secret) })
    return row ? tokenOf(row) : null
  }

  /** A token made while the clock was ahead begins its life when that is noticed, instead of living for years. */
  function startInThePresent(token: ApiToken, at: Instant): ApiToken {
    if (token.createdAt <= at || token.expiresAt === null) return token
    const expiresAt = (at + (token.expiresAt - token.createdAt)) as Instant
    move.run({ id: token.id, at, expiresAt })
    return { ...token, createdAt: at, expiresAt }
  }

  return {
    create(name, scopes, expiresAt) {
      const secret = `rc_${randomBytes(32).toString('base64url')}`
      insert.run({ name, hash: hashOf(secret), scopes: JSON.stringify(scopes), at: now(), expiresAt })
      return { secret, token: find(secret)! }
    },
    list: () => all.all().map((row) => startInThePresent(tokenOf(row), now() as Instant)),
    revoke: (id) => void remove.run({ id }),
    check(secret) {
      const found = find(secret)
      if (found === null) return null
      const at = now() as Instant
      const token = startInThePresent(found, at)
      if (token.expiresAt !== null && token.expiresAt <= at) return null
      if (token.lastUsedAt !== null && Math.abs(at - token.lastUsedAt) < minute) return token
      used.run({ id: token.id, at })
      return { ...token, lastUsedAt: at }
    },
  }
}

function hashOf(secret: string): Uint8Array {
  return blob(createHash('sha256').update(secret).digest())
}

function tokenOf(row: Row): ApiToken {
  return {
    id: row.id as ApiTokenId,
    name: row.name,
    scopes: JSON.parse(row.scopes) as ApiScope[],
    createdAt: row.created_at as Instant,
    expiresAt: row.expires_at as Instant | null,
    lastUsedAt: row.last_used_at as Instant | null,
  }
}
