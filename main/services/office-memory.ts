import { OfficeMembership } from '../office-link/membership.ts'
import type { StoredMembership } from '../store/office-membership.ts'

/** What makes this station one of its office. */
export interface OfficeMemory {
  /** Null for a station that belongs to none. @throws when it cannot be opened */
  read(): OfficeMembership | null
  write(membership: OfficeMembership): void
  forget(): void
}

export function openOfficeMemory(stored: StoredMembership): OfficeMemory {
  return {
    read() {
      const json = stored.read()
      return json === null ? null : OfficeMembership.parse(JSON.parse(json))
    },
    write: (membership) => stored.write(JSON.stringify(membership)),
    forget: stored.forget,
  }
}

/** Where the office's server is: its hosts with their ports. */
export function describeServer({ server }: Pick<OfficeMembership, 'server'>): string {
  return server.hosts.map(({ host, port }) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)).join(', ')
}
