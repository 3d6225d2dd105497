import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../contract/entities.ts'
import { ApiScope, type ApiToken, type ApiTokenId } from '../contract/rest.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import { ifWritable } from './if-writable.ts'
import { readJson } from './stored-json.ts'

/** Tokens for the local API. A token is 32 random bytes, so its plain SHA-256 can be neither guessed nor reversed. */
export interface Tokens {
  /** Creates a token; its secret is returned once and not stored. */
  create(name: string, scopes: readonly ApiScope[], expiresAt: Instant | null): { secret: string; token: ApiToken }
  list(): ApiToken[]
  revoke(id: ApiTokenId): void
  /** The token of a secret, or null when it is unknown or expired; notes the time of use, to the minute. */
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
const Scopes = z.array(ApiScope)

export function openTokens(database: Database, damages: Damages, now: () => number): Tokens {
  const insert = database.prepare(`
    insert into api_tokens (name, hash, scopes, created_at, expires_at) values (@name, @hash, @scopes, @at, @expiresAt)`)
  const byHash = database.prepare<Row>('select * from api_tokens where hash = @hash')
  const all = database.prepare<Row>('select * from api_tokens order by id')
  const remove = database.prepare('delete from api_tokens where id = @id')
  const used = database.prepare('update api_tokens set last_used_at = @at where id = @id')
  const move = database.prepare('update api_tokens set created_at = @at, expires_at = @expiresAt where id = @id')

  /** A token that is damaged, or that another program made or changed, may do nothing. */
  function tokenOf(row: Row): ApiToken {
    const scopes = database.proof.holds('api_tokens', row.id) ? readJson(row.scopes, Scopes) : undefined
    if (scopes === undefined) damages.report({ kind: 'token', id: row.id, personId: null })
    return {
      id: row.id as ApiTokenId,
      name: row.name,
      scopes: scopes ?? [],
      createdAt: row.created_at as Instant,
      expiresAt: row.expires_at as Instant | null,
      lastUsedAt: row.last_used_at as Instant | null,
    }
  }

  // No constant-time comparison is needed: without the token nobody can choose its hash.
  function find(secret: string): ApiToken | null {
    const row = byHash.get({ hash: hashOf(secret) })
    if (row === undefined) return null
    const token = tokenOf(row)
    return database.proof.holds('api_tokens', row.id) ? token : null
  }

  /**
   * Starts the life of a token now that was created in the future, while the clock was wrong, so that it does not live
   * for years.
   */
  function startInThePresent(token: ApiToken, at: Instant): ApiToken {
    if (token.createdAt <= at || token.expiresAt === null) return token
    const expiresAt = (at + (token.expiresAt - token.createdAt)) as Instant
    ifWritable(() => move.run({ id: token.id, at, expiresAt }))
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
      const noted = ifWritable(() => used.run({ id: token.id, at }))
      return noted ? { ...token, lastUsedAt: at } : token
    },
  }
}

function hashOf(secret: string): Uint8Array {
  return blob(createHash('sha256').update(secret).digest())
}
