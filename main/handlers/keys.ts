import { AppError } from '../contract/errors.ts'
import type { KeyPlace } from '../contract/key-place.ts'
import type { KeyDestination } from '../contract/keys.ts'
import type { Context } from '../services/context.ts'
import { placeOfKey } from '../services/key-beside-data.ts'
import { type KeyTarget, moveKey, sourceOfTarget } from '../store/move-key.ts'
import { rotateKey } from '../store/rotate-key.ts'
import { refuseWeak, type VaultSource } from '../store/vault.ts'
import type { Module } from './module.ts'

/** The system's key chain, as far as the shell can use it. */
export interface KeyChain {
  readonly place: KeyPlace
  /** Makes a new secret, and seals it. */
  seal(): Promise<Pick<Extract<KeyTarget, { kind: 'key-chain' }>, 'secret' | 'sealed'>>
}

export interface KeysOptions {
  readonly dataFolder: string
  /** What the data are opened with. */
  readonly key: VaultSource
  readonly keyChain: KeyChain | null
  /** Closes everything, lets `work` change the key, and opens the data with `key`; null where that is impossible. */
  readonly changeKey: (<T>(work: () => Promise<T>, key: VaultSource) => Promise<T>) | null
}

/** Handles the key of the data: what keeps it, and giving them another one. */
export function keysModule(
  { store, now }: Context,
  { dataFolder, key, keyChain, changeKey }: KeysOptions,
): Module<'keys'> {
  function requireWindow(): NonNullable<typeof changeKey> {
    if (changeKey !== null) return changeKey
    throw new AppError('forbidden', 'Only a window changes the key in this way; the command is `rollcall key`.')
  }

  async function sealInChain(): Promise<Extract<KeyTarget, { kind: 'key-chain' }>> {
    if (keyChain !== null) return { kind: 'key-chain', place: keyChain.place, ...(await keyChain.seal()) }
    throw new AppError('forbidden', 'There is no key chain that Rollcall can use here. Choose something else.')
  }

  const targetOf = async (to: KeyDestination): Promise<KeyTarget> =>
    to.kind === 'key-chain' ? await sealInChain() : to

  return {
    handlers: {
      'keys.check': () => {
        const { number, since, movedAt, rotating } = store.keyRecord.read()
        return {
          ...{ place: store.keyPlace, beside: placeOfKey(store), isKeyItself: store.keepsDataKey },
          ...{ number, since, movedAt, interrupted: rotating, keyChain: keyChain?.place ?? null },
        }
      },
      'keys.move': async ({ to }, caller) => {
        const change = requireWindow()
        if (to.kind === 'passphrase') refuseWeak(to.passphrase)
        const target = await targetOf(to)
        const options = { dataFolder, from: key, to: target, caller, now }
        const { formerOpens } = await change(() => moveKey(options), sourceOfTarget(dataFolder, target))
        return { formerOpens }
      },
      'keys.rotate': async (_, caller) => {
        const change = requireWindow()
        const isInChain = key.kind === 'key' && key.place.kind !== 'recovery-key'
        const chain = isInChain ? await sealInChain() : null
        const next = chain === null ? key : sourceOfTarget(dataFolder, chain)
        const { number } = await change(() => rotateKey({ dataFolder, from: key, chain, caller, now }), next)
        return { number }
      },
    },
  }
}
