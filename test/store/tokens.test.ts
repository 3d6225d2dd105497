import { expect, test } from 'vitest'
import type { Instant } from '../../main/contract/entities.ts'
import { createDamages } from '../../main/store/damages.ts'
import { openDatabase } from '../../main/store/database.ts'
import { migrate } from '../../main/store/migrate.ts'
import { openTokens } from '../../main/store/tokens.ts'

const day = 86_400_000
const year = 365 * day

function tokensAt(start: number) {
  let time = start
  const database = openDatabase(':memory:')
  migrate(database)
  return {
    tokens: openTokens(database, createDamages(), () => time),
    setClock: (by: number) => {
      time += by
    },
    now: () => time,
  }
}

test('a token made while the clock was ahead lives as long as it was meant to, no longer', () => {
  const { tokens, setClock, now } = tokensAt(Date.UTC(2038, 0, 19))
  const { secret } = tokens.create('Payroll', ['events:read'], (now() + 30 * day) as Instant)
  setClock(-12 * year)
  expect(tokens.check(secret)?.expiresAt).toBe(now() + 30 * day)
  setClock(29 * day)
  expect(tokens.check(secret)).not.toBeNull()
  setClock(day)
  expect(tokens.check(secret)).toBeNull()
})

test('a token refused while the clock is ahead is good again when the clock is right', () => {
  const { tokens, setClock, now } = tokensAt(Date.UTC(2026, 4, 4))
  const { secret } = tokens.create('Payroll', ['events:read'], (now() + 30 * day) as Instant)
  setClock(12 * year)
  expect(tokens.check(secret)).toBeNull()
  setClock(-12 * year + day)
  expect(tokens.check(secret)?.expiresAt).toBe(Date.UTC(2026, 4, 4) + 30 * day)
})
