import type { Membership } from '../../../main/contract/attendance-rules.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { formerGroups } from './groups.ts'

/** The groups that somebody was in before the present ones, newest first: their days are judged by these. */
export function FormerGroups(props: { memberships: readonly Membership[] }) {
  const { words } = useWords()
  const calendar = useCalendar()
  return formerGroups(props.memberships).map(({ groups, until }) => (
    <p key={until} className="soft small">
      {words.people.groupsUntil(groups.length === 0 ? words.people.noGroup : groups.join(', '), calendar.date(until))}
    </p>
  ))
}
