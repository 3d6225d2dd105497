import { scryptSync } from 'node:crypto'
import { proofOf } from './office-keys.ts'

/**
 * How a new station and the office come to know each other's keys over a server that neither trusts: by a secret that
 * only the invitation's code has, and by six words that people compare.
 */

/** Proves to the office that whoever has this public key had the code. */
export function introductionProof(secret: Uint8Array, station: string, publicKey: Uint8Array): Buffer {
  return proofOf(secret, 'introduction', station, publicKey)
}

/** Proves to a new station that whoever has this public key knows the code's secret, and so belongs to the office. */
export function admissionProof(secret: Uint8Array, station: string, publicKey: Uint8Array, sender: Uint8Array): Buffer {
  return proofOf(secret, 'admission', station, publicKey, sender)
}

const wordCount = 6
const consonants = 'bdfghjklmnprstvz'
const vowels = 'aiou'
// As slow as it is, nobody finds two keys with the same words before a code expires.
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 }

/**
 * Six words that both screens show: proquints (Wilkerson, "A Proposal for Proquints", 2009), which can be read out in
 * any language, 16 bits each.
 */
export function comparisonWords(secret: Uint8Array, inviter: Uint8Array, newcomer: Uint8Array): string[] {
  const salt = proofOf(secret, 'words', inviter, newcomer)
  const bytes = scryptSync(secret, salt, wordCount * 2, cost)
  return Array.from({ length: wordCount }, (_, word) => toWord(bytes.readUInt16BE(word * 2)))
}

function toWord(bits: number): string {
  const consonant = (shift: number) => consonants[(bits >> shift) & 15]!
  const vowel = (shift: number) => vowels[(bits >> shift) & 3]!
  return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0)
}
