import { createHash } from 'node:crypto'
import { AppError } from '../contract/errors.ts'

/**
 * A key as people write it down: four rows of sixteen letters and digits, in Crockford's base 32, which has no I, L, O
 * and U. Each row is 8 bytes of the key and 2 bytes of SHA-256 over all bytes up to there, so that a slip is found in
 * its row.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const rowCount = 4
const rowBytes = 8
const checkBytes = 2
const rowLetters = ((rowBytes + checkBytes) * 8) / 5
const groupLetters = 4

/** A key as the rows to write down, such as `4T9K 0ZQ2 …`. */
export function recoveryRows(key: Uint8Array): string[] {
  if (key.length !== rowCount * rowBytes) throw new AppError('key-wrong', `A key of ${key.length} bytes is none.`)
  return Array.from({ length: rowCount }, (_, row) => {
    const end = (row + 1) * rowBytes
    const letters = encode(Buffer.concat([key.subarray(end - rowBytes, end), checkOf(key.subarray(0, end))]))
    return letters.match(new RegExp(`.{${groupLetters}}`, 'g'))!.join(' ')
  })
}

/**
 * Reads a typed key. Case and separators do not matter, O counts as 0, and I and L as 1.
 * @throws AppError `recovery-key-slip` with `details.row` (1 to 4) where a row is wrong
 */
export function keyOfRows(text: string): Uint8Array {
  const letters = text
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '')
  if (letters.length !== rowCount * rowLetters) {
    const message = `A recovery key has ${rowCount * rowLetters} letters and digits, in ${rowCount} rows; these are ${letters.length}.`
    throw new AppError('recovery-key-slip', message, { details: { row: null } })
  }
  let key: Uint8Array = new Uint8Array()
  for (let row = 0; row < rowCount; row++) {
    const bytes = decode(letters.slice(row * rowLetters, (row + 1) * rowLetters))
    key = Buffer.concat([key, bytes?.subarray(0, rowBytes) ?? new Uint8Array()])
    if (bytes === null || !checkOf(key).equals(bytes.subarray(rowBytes))) throw wrongRowError(row + 1)
  }
  return key
}

/**
 * Reads the key from a file: the file `key` of a data folder, or a text with the rows. @throws AppError
 * `recovery-key-slip`
 */
export function keyOfFile(bytes: Uint8Array): Uint8Array {
  return bytes.length === rowCount * rowBytes ? bytes : keyOfRows(Buffer.from(bytes).toString())
}

function wrongRowError(row: number): AppError {
  const message = `There is a slip in row ${row} of the recovery key. Compare it with what was written down.`
  return new AppError('recovery-key-slip', message, { details: { row } })
}

function checkOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update('rollcall recovery key').update(bytes).digest().subarray(0, checkBytes)
}

function encode(bytes: Uint8Array): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let letters = ''
  for (let place = 0; place < rowLetters; place++) {
    letters = alphabet[Number(number & 31n)]! + letters
    number >>= 5n
  }
  return letters
}

/** Null when a letter is not in the alphabet. */
function decode(letters: string): Buffer | null {
  let number = 0n
  for (const letter of letters) {
    const value = alphabet.indexOf(letter)
    if (value < 0) return null
    number = (number << 5n) | BigInt(value)
  }
  return Buffer.from(number.toString(16).padStart((rowBytes + checkBytes) * 2, '0'), 'hex')
}
