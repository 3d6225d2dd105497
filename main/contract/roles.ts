import { z } from 'zod'

/**
 * What an account may be. `owner`: everything. `hr`: people, attendance and exports. `manager`: the people of some
 * groups. `reception`: who is in, and guests. `auditor`: reads everything and changes nothing.
 */
export const accountRoles = ['owner', 'hr', 'manager', 'reception', 'auditor'] as const

export const AccountRole = z.enum(accountRoles)
export type AccountRole = z.infer<typeof AccountRole>

/** Besides accounts: a window where nobody is signed in, and a kiosk's own window, where nobody can. */
export const roles = [...accountRoles, 'signed-out', 'kiosk'] as const

export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>
