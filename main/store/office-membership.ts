import { officeContext, type Remembered } from './remembered.ts'
import type { Vault } from './vault.ts'

/** What makes this station one of its office, with the keys of that; main/office-link knows its form. */
export interface StoredMembership {
  /** As JSON; null for a station that belongs to none. @throws AppError `database-damaged` */
  read(): string | null
  write(json: string): void
  forget(): void
}

export function openMembership(remembered: Remembered, vault: Pick<Vault, 'seal' | 'open'>): StoredMembership {
  return {
    read() {
      const sealed = remembered.get('office')
      return sealed === null ? null : Buffer.from(vault.open(sealed, officeContext)).toString()
    },
    write: (json) => remembered.put('office', vault.seal(Buffer.from(json), officeContext)),
    forget: () => remembered.remove('office'),
  }
}
