import { userInfo } from 'node:os'

/** IANA name of the zone the machine is in; UTC where it says none, or one that nobody knows. */
export function machineZone(): string {
  try {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone ?? 'UTC'
  } catch {
    return 'UTC'
  }
}

/** Who is signed in to the machine, for the audit log; by number where the system knows no name, as in a container. */
export function machineUser(): string {
  try {
    return userInfo().username
  } catch {
    return process.getuid === undefined ? 'unknown user' : `user ${process.getuid()}`
  }
}
