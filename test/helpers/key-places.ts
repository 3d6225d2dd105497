import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VaultSource } from '../../main/store/vault.ts'

/** A key chain that seals with a key of its own: here it turns each byte round. */
export function keyChain(fill: number) {
  const secret = new Uint8Array(32).fill(fill)
  return { kind: 'key-chain', place: { kind: 'key-ring' }, secret, sealed: turn(secret) } as const
}

const turn = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 255)

/** What a window opens a folder with that was given no passphrase. */
export function shellKey(folder: string): VaultSource {
  const [file, sealed] = [join(folder, 'key'), join(folder, 'key.sealed')]
  if (existsSync(file) || !existsSync(sealed)) return { kind: 'file', path: file }
  return { kind: 'key', key: turn(new Uint8Array(readFileSync(sealed))), place: { kind: 'key-ring' } }
}

/** Names of the files in which bytes, or their base64, stand. */
export function filesWith(folder: string, bytes: Uint8Array): string[] {
  const forms = [Buffer.from(bytes), Buffer.from(Buffer.from(bytes).toString('base64'))]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .filter((file) => forms.some((form) => readFileSync(file).includes(form)))
}
