import { useState } from 'react'
import type { Schedule } from '../../../main/contract/attendance-rules.ts'
import { Button } from '../../components/button.tsx'
import { useSay } from '../../components/notices.tsx'
import { Empty } from '../../components/states.tsx'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { PatternStrip } from './pattern-strip.tsx'
import { patternMinutes } from './plan.ts'
import { RuleCard } from './rule-card.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import css from './schedules.module.css'
import type { RulesEditor } from './use-rules.ts'

/** Lists the schedules, each with a drawing of its days. */
export function Schedules({ rules, save, busy }: RulesEditor) {
  const { words } = useWords()
  const calendar = useCalendar()
  const say = useSay()
  const [editing, setEditing] = useState<Schedule | 'new' | null>(null)
  const { schedules } = words
  const remove = (schedule: Schedule) => {
    if (rules.assignments.some((assignment) => assignment.schedule === schedule.id)) {
      return say('warning', schedules.inUse(schedule.name))
    }
    save({ ...rules, schedules: rules.schedules.filter((other) => other !== schedule) })
  }
  return (
    <>
      {rules.schedules.length === 0 ? (
        <Empty icon="schedules" title={schedules.schedulesEmptyTitle} text={schedules.schedulesEmpty} />
      ) : (
        <ul className={css.ruleList}>
          {rules.schedules.map((schedule) => (
            <RuleCard
              key={schedule.id}
              name={schedule.name}
              text={
                schedule.pattern.kind === 'weekly'
                  ? schedules.hours(calendar.hours(patternMinutes(schedule.pattern)))
                  : schedules.cycle(schedule.pattern.days.length)
              }
              onEdit={() => setEditing(schedule)}
              onRemove={() => remove(schedule)}
            >
              <PatternStrip days={schedule.pattern.days} weekly={schedule.pattern.kind === 'weekly'} />
            </RuleCard>
          ))}
        </ul>
      )}
      <Button icon="plus" look="primary" onPress={() => setEditing('new')}>
        {schedules.addSchedule}
      </Button>
      {editing === null ? null : (
        <ScheduleDialog
          schedule={editing === 'new' ? null : editing}
          policies={rules.policies}
          busy={busy}
          onClose={() => setEditing(null)}
          onSave={(schedule) => {
            const others = rules.schedules
            const next = others.some(({ id }) => id === schedule.id)
              ? others.map((other) => (other.id === schedule.id ? schedule : other))
              : [...others, schedule]
            save({ ...rules, schedules: next }, () => setEditing(null))
          }}
        />
      )}
    </>
  )
}
