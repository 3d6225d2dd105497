import { timingSafeEqual } from 'node:crypto'
import type { PersonId } from '../contract/entities.ts'
import type { Vault } from './vault.ts'

/** Protects stored PIN hashes against being copied to another person or changed, by a keyed seal. */
export interface PinSeal {
  of(personId: PersonId, hash: Uint8Array): Uint8Array
  /** @param seal null when it is missing */
  holds(personId: PersonId, hash: Uint8Array, seal: Uint8Array | null): boolean
  /** The seal of a PIN that moves to another person; an invalid one stays invalid. */
  reseal(from: PersonId, to: PersonId, hash: Uint8Array, seal: Uint8Array | null): Uint8Array | null
}

export function createPinSeal(vault: Pick<Vault, 'authenticate'>): PinSeal {
  const of = (personId: PersonId, hash: Uint8Array) => vault.authenticate(hash, `pin of person ${personId}`)

  function holds(personId: PersonId, hash: Uint8Array, seal: Uint8Array | null): boolean {
    const expected = of(personId, hash)
    return seal !== null && seal.length === expected.length && timingSafeEqual(seal, expected)
  }

  return {
    of,
    holds,
    reseal: (from, to, hash, seal) => (holds(from, hash, seal) ? of(to, hash) : seal),
  }
}
