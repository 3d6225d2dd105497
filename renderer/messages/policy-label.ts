import { type Policy, standardPolicy } from '../../main/contract/attendance-rules.ts'
import type { Messages } from './en/index.ts'

/** What rules are called on screen: a name that nobody chose is written in the reader's language. */
export function policyLabel({ id, name }: Pick<Policy, 'id' | 'name'>, words: Messages): string {
  return id === standardPolicy.id && name === standardPolicy.name ? words.schedules.standardPolicy : name
}
