import type { DayPlan, Policy } from '../../../main/contract/attendance-rules.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { hasBreaks, maxShiftMinutes, policiesTooShort } from './plan.ts'

/** Says how the rules treat a schedule's breaks and its longest shift. */
export function ScheduleNotes(props: { days: readonly DayPlan[]; policies: readonly Policy[] }) {
  const { words } = useWords()
  const calendar = useCalendar()
  const { days, policies } = props
  const { schedules } = words
  const without = policies.filter(({ breaks }) => !breaks.deductShiftBreaks)
  const short = policiesTooShort(days, policies)
  const names = (some: readonly Policy[]) => some.map(({ name }) => name).join(', ')
  return (
    <>
      {hasBreaks(days) ? (
        <p className="soft">
          {without.length === 0 ? schedules.breaksDeducted : schedules.breaksNotDeducted(names(without))}
        </p>
      ) : null}
      {short.length > 0 ? (
        <p className="soft">{schedules.longShift(calendar.length(maxShiftMinutes(days)), names(short))}</p>
      ) : null}
    </>
  )
}
