import type { Membership } from '../../../main/contract/attendance-rules.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { formerGroups } from './groups.ts'

/** Lists somebody's former groups, newest first, whose rules hold for the days of then. */
export function FormerGroups(props: { memberships: readonly Membership[] }) {
  const { words } = useWords()
  const calendar = useCalendar()
  return formerGroups(props.memberships).map(({ groups, until }) => (
    <p key={until} className="soft small">
      {words.people.groupsUntil(groups.length === 0 ? words.people.noGroup : groups.join(', '), calendar.date(until))}
    </p>
  ))
}
