import { randomBytes, timingSafeEqual } from 'node:crypto'
import { minPassphraseLength } from '../contract/accounts.ts'
import { AppError } from '../contract/errors.ts'
import { isWeakPassphrase, minDistinctCharacters } from '../contract/passphrase.ts'
import type { Vault } from '../store/vault.ts'

/** Makes and checks what opens an account; all of it is bound to the account's name and to the key of the data. */
export interface Passphrases {
  /** @throws AppError `passphrase-weak` */
  hash(account: string, passphrase: string): Promise<string>
  /** Takes the same time for an account that is not there: `stored` is null then. */
  verify(account: string, passphrase: string, stored: string | null): Promise<boolean>
  /** A key to write down, and what is kept of it. */
  makeRecoveryKey(account: string): { readonly key: string; readonly stored: string }
  verifyRecoveryKey(account: string, typed: string, stored: string): boolean
}

/** Read when somebody signs in: a door opens without it. */
const loadArgon2 = () => import('@node-rs/argon2')

/** RFC 9106, 4, the second recommendation: Argon2id, 64 MiB, three passes, four lanes. */
const argon2id = 2
const cost = { algorithm: argon2id, memoryCost: 64 * 1024, timeCost: 3, parallelism: 4 }
/** Without letters and digits that look alike (Crockford's base 32). */
const recoveryLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const recoveryLength = 32

export function createPassphrases(vault: Pick<Vault, 'fingerprint'>): Passphrases {
  const normalise = (text: string) => text.normalize('NFKC')
  const nameOf = (account: string) => normalise(account).toLowerCase()
  const secretOf = (account: string) => vault.fingerprint(Buffer.from(nameOf(account)), 'account passphrase')
  let nobody: Promise<string> | null = null

  function refuseWeak(account: string, passphrase: string): void {
    const text = normalise(passphrase)
    const rest = text.toLowerCase().replaceAll(nameOf(account), '')
    if (!isWeakPassphrase(rest)) return
    const message = `A passphrase has at least ${minPassphraseLength} characters besides the name, and ${minDistinctCharacters} different ones. Four words that you choose by chance are good.`
    throw new AppError('passphrase-weak', message)
  }

  function recoveryHash(account: string, key: string): Buffer {
    return Buffer.from(vault.fingerprint(Buffer.from(`${nameOf(account)} ${key}`), 'account recovery'))
  }

  async function hashOf(account: string, passphrase: string): Promise<string> {
    const { hash } = await loadArgon2()
    return hash(normalise(passphrase), { ...cost, secret: secretOf(account) })
  }

  return {
    async hash(account, passphrase) {
      refuseWeak(account, passphrase)
      return hashOf(account, passphrase)
    },
    async verify(account, passphrase, stored) {
      nobody ??= hashOf('', randomBytes(16).toString('hex'))
      const { verify } = await loadArgon2()
      const right = await verify(stored ?? (await nobody), normalise(passphrase), { secret: secretOf(account) })
      return right && stored !== null
    },
    makeRecoveryKey(account) {
      const letters = [...randomBytes(recoveryLength)].map((byte) => recoveryLetters[byte % 32]!).join('')
      const key = letters.match(/.{4}/g)!.join('-')
      return { key, stored: recoveryHash(account, letters).toString('base64') }
    },
    verifyRecoveryKey(account, typed, stored) {
      const letters = typed
        .toUpperCase()
        .replaceAll('O', '0')
        .replaceAll(/[IL]/g, '1')
        .replaceAll(/[^0-9A-Z]/g, '')
      const [given, kept] = [recoveryHash(account, letters), Buffer.from(stored, 'base64')]
      return given.length === kept.length && timingSafeEqual(given, kept)
    },
  }
}
