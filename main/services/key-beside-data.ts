import { lstatSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { KeyState } from '../contract/keys.ts'
import type { Store } from '../store/open.ts'

type Kept = Pick<Store, 'keyFile' | 'file'>

/** Tells whether the key lies in the data folder, so that whoever copies the folder has the key as well. */
export function isKeyBesideData(store: Kept): boolean {
  return placeOfKey(store) === 'folder'
}

/** Where the key's file lies as seen from the data; null without one. A link leads to where it really is. */
export function placeOfKey({ keyFile, file }: Kept): KeyState['beside'] {
  if (keyFile === null) return null
  if (dirname(keyFile) === dirname(file) && lstatSync(keyFile, { throwIfNoEntry: false })?.isSymbolicLink() !== true) {
    return 'folder'
  }
  return statSync(keyFile, { throwIfNoEntry: false })?.dev === statSync(file, { throwIfNoEntry: false })?.dev
    ? 'disk'
    : 'elsewhere'
}
