import { dirname } from 'node:path'
import type { Store } from '../store/open.ts'

/** Tells whether the key lies in the data folder, so that whoever copies the folder has the key as well. */
export function isKeyBesideData({ keyFile, file }: Pick<Store, 'keyFile' | 'file'>): boolean {
  return keyFile !== null && dirname(keyFile) === dirname(file)
}
