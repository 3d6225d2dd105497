import type { Damage } from '../contract/damages.ts'

/**
 * Collects the stored values that were found damaged. Code that reads one skips it or takes a default, and reports it
 * here, so that one damaged value breaks nothing else.
 */
export interface Damages {
  report(damage: Damage): void
  /** In the order they were found. */
  list(): Damage[]
  /** Replaces the list by the result of a new complete check. */
  replace(found: readonly Damage[]): void
  /** Sets the one listener; it is called for every damage once, including those found before. */
  listen(listener: (damage: Damage) => void): void
}

export function createDamages(): Damages {
  const found = new Map<string, Damage>()
  let listener: (damage: Damage) => void = () => undefined

  function report(damage: Damage): void {
    const key = keyOf(damage)
    if (found.has(key)) return
    found.set(key, damage)
    listener(damage)
  }

  return {
    report,
    list: () => [...found.values()],
    replace(damages) {
      const still = new Set(damages.map(keyOf))
      for (const key of found.keys()) if (!still.has(key)) found.delete(key)
      damages.forEach(report)
    },
    listen(next) {
      listener = next
      for (const damage of found.values()) next(damage)
    },
  }
}

const keyOf = ({ kind, id }: Damage) => `${kind} ${id}`
