import { AppError } from '../contract/errors.ts'
import { createOffice } from '../office-link/create.ts'
import { firstCursor } from '../office-link/cursor.ts'
import { type Joining, joinOffice } from '../office-link/join.ts'
import { type OfficeLink, type OfficeLinkOptions, openOfficeLink } from '../office-link/link.ts'
import type { OfficeMembership } from '../office-link/membership.ts'
import { parseServerAddress } from '../office-link/server-address.ts'

export type { LinkState } from '../office-link/link-loop.ts'
export type { OfficeLink, OfficeLinkOptions, OfficeMembership }
export { firstCursor }

export interface OfficeOrder {
  readonly address: string
  readonly password: string
  readonly certificate: string | null
  readonly office: string
  readonly station: string
}

/** The server of an office, as this station's service uses it; tests make one up. */
export interface OfficeServer {
  create(order: OfficeOrder): Promise<{ readonly membership: OfficeMembership; readonly recoveryKey: Uint8Array }>
  join(code: string, options: Joining): Promise<OfficeMembership>
  open(options: OfficeLinkOptions): OfficeLink
}

/** A PostgreSQL, by way of main/office-link. */
export const postgresServer: OfficeServer = {
  create({ address, password, certificate, office, station }) {
    const parsed = parseServerAddress(address, certificate)
    if (parsed === null) {
      throw new AppError(
        'malformed-request',
        'An address of a PostgreSQL begins with postgresql:// and names the server.',
      )
    }
    const { server, login } = parsed
    const admin = password === '' ? login : { ...login, password }
    return createOffice({ server, admin, name: office, sites: [office], firstStation: station })
  },
  join: joinOffice,
  open: openOfficeLink,
}
