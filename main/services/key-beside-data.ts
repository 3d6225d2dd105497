import { dirname } from 'node:path'
import type { Store } from '../store/open.ts'

/** Whoever copies the data folder has the key as well. */
export function isKeyBesideData({ keyFile, file }: Pick<Store, 'keyFile' | 'file'>): boolean {
  return keyFile !== null && dirname(keyFile) === dirname(file)
}
