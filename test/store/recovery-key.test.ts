import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AppError } from '../../main/contract/errors.ts'
import { keyOfRows, recoveryRows } from '../../main/store/recovery-key.ts'

const key = Uint8Array.from({ length: 32 }, (_, place) => place * 7 + 3)

/** The row that a slip is found in; null when the length is wrong, undefined when there is none. */
function slipIn(text: string): unknown {
  try {
    keyOfRows(text)
    return undefined
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid-input' })
    return (error as AppError).details.row
  }
}

describe('a key that is written down', () => {
  test('is four rows of four groups, without letters that look like others', () => {
    const rows = recoveryRows(key)
    expect(rows).toHaveLength(4)
    for (const row of rows) expect(row).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}( [0-9A-HJKMNP-TV-Z]{4}){3}$/)
  })

  test('does not change from version to version', () => {
    expect(recoveryRows(new Uint8Array(32))).toEqual([
      '0000 0000 0000 1RVV',
      '0000 0000 0000 0BXK',
      '0000 0000 0000 1SGZ',
      '0000 0000 0000 1C0H',
    ])
  })

  test('is read back, in any case and with whatever stands between', () => {
    for (let round = 0; round < 200; round++) {
      const random = new Uint8Array(randomBytes(32))
      const typed = recoveryRows(random)
        .join('\n')
        .toLowerCase()
        .replaceAll(' ', '-')
        .replaceAll('0', 'o')
        .replaceAll('1', 'l')
      expect(new Uint8Array(keyOfRows(typed))).toEqual(random)
    }
  })

  test('every wrong letter, and two that changed places, are found in their row', () => {
    const letters = recoveryRows(key).join('').replaceAll(' ', '')
    let missed = 0
    for (let place = 0; place < letters.length; place++) {
      const other = letters[place] === 'A' ? 'B' : 'A'
      const row = slipIn(letters.slice(0, place) + other + letters.slice(place + 1))
      if (row !== Math.floor(place / 16) + 1) missed++
      const next = letters[place + 1]
      if (next === undefined || next === letters[place]) continue
      const swapped = letters.slice(0, place) + next + letters[place] + letters.slice(place + 2)
      if (slipIn(swapped) !== Math.floor(place / 16) + 1) missed++
    }
    expect(missed).toBe(0)
  })

  test('rows that changed places, a missing letter and foreign letters are found', () => {
    const [first, second, third, fourth] = recoveryRows(key) as [string, string, string, string]
    expect(slipIn([second, first, third, fourth].join('\n'))).toBe(1)
    expect(slipIn([first, third, second, fourth].join('\n'))).toBe(2)
    expect(slipIn([first, second, third, fourth.slice(1)].join('\n'))).toBe(null)
    expect(slipIn([first, second, `U${third.slice(1)}`, fourth].join('\n'))).toBe(3)
    expect(slipIn('')).toBe(null)
    const other = recoveryRows(key.map((byte) => byte ^ 1))
    expect(slipIn([first, second, third, other[3]].join('\n'))).toBe(4)
  })
})
