import { AppError } from '../contract/errors.ts'
import { type KioskSetup, standardKiosk } from '../contract/kiosks.ts'
import { tidyText } from '../contract/tidy-text.ts'
import type { Store } from '../store/open.ts'

/** Reads and writes the kiosks that were set up. */
export interface Kiosks {
  /** Returns a kiosk's setup by its name, in any case; the default one for a kiosk that nobody set up. */
  setupOf(name: string): KioskSetup
  /** Tells whether somebody set up a kiosk of this name. */
  isSetUp(name: string): boolean
  list(): { kiosks: KioskSetup[]; version: number }
  /**
   * Writes the kiosks within the caller's transaction.
   * @throws AppError `kiosk-name-taken`, or `changed-meanwhile` when `read` is not the newest version
   */
  set(kiosks: readonly KioskSetup[], read: number, actor: string): void
}

const same = (name: string) => tidyText(name).toLowerCase()

export const isSameKiosk = (one: string, other: string) => same(one) === same(other)

export function openKiosks(store: Store): Kiosks {
  let known = read()

  function current() {
    if (store.documents.readVersion('kiosks') !== known.version) known = read()
    return known
  }

  function read() {
    const { version, value } = store.documents.get('kiosks')
    return { kiosks: value ?? [], version }
  }

  const find = (name: string) => current().kiosks.find((kiosk) => isSameKiosk(kiosk.name, name))

  return {
    setupOf: (name) => find(name) ?? standardKiosk(name),
    isSetUp: (name) => find(name) !== undefined,
    list: current,
    set(kiosks, version, actor) {
      if (new Set(kiosks.map(({ name }) => same(name))).size < kiosks.length) {
        throw new AppError('kiosk-name-taken', 'Two kiosks have the same name. Give each a name of its own.')
      }
      store.documents.put('kiosks', kiosks, version, actor)
    },
  }
}
