import { z } from 'zod'
import { Membership } from '../contract/attendance-rules.ts'
import type { PersonId } from '../contract/entities.ts'
import type { Damages } from './damages.ts'
import type { Database } from './database.ts'
import { readJson } from './stored-json.ts'

/** The stored form of groups. */
export const Groups = z.array(z.string())
const Memberships = z.array(Membership)

/** Reads the groups of a person's row; none when they are damaged. */
export function readGroups({ id, groups }: { id: number; groups: string }, damages: Damages): string[] {
  return readJson(groups, Groups) ?? reportGroups(id, damages)
}

/** Reads the groups of a membership's row; none when they are damaged. */
export function readMemberships({ id, groups }: { id: number; groups: string }, damages: Damages): Membership[] {
  return readJson(groups, Memberships) ?? reportGroups(id, damages)
}

/** Reports people whose groups are damaged in any period: queries silently take them for none. */
export function findDamagedMemberships(database: Database, damages: Damages): void {
  const all = database.prepare<{ id: number; groups: string }>('select person_id as id, groups from group_memberships')
  for (const row of all.all()) readGroups(row, damages)
}

function reportGroups(id: number, damages: Damages): [] {
  damages.report({ kind: 'groups', id, personId: id as PersonId })
  return []
}
