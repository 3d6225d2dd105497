import { useState } from 'react'
import type { Policy } from '../../../main/contract/attendance-rules.ts'
import { Button } from '../../components/button.tsx'
import { useSay } from '../../components/notices.tsx'
import { timeOf } from '../../data/time-of-day.ts'
import { policyLabel } from '../../messages/policy-label.ts'
import { useWords } from '../../messages/use-words.tsx'
import { hasBreaks } from './plan.ts'
import { PolicyDialog } from './policy-dialog.tsx'
import { RuleCard } from './rule-card.tsx'
import css from './schedules.module.css'
import { newId, type RulesEditor } from './use-rules.ts'

/** Lists the rules by which time is counted; the first ones hold for everybody without an assignment. */
export function Policies({ rules, save, busy }: RulesEditor) {
  const { words, format } = useWords()
  const say = useSay()
  const [editing, setEditing] = useState<Policy | null>(null)
  const { schedules } = words
  const remove = (policy: Policy) => {
    if (rules.assignments.some((assignment) => assignment.policy === policy.id)) {
      return say('warning', schedules.inUse(policyLabel(policy, words)))
    }
    save({ ...rules, policies: rules.policies.filter((other) => other !== policy) })
  }
  const withBreaks = rules.schedules.some(({ pattern }) => hasBreaks(pattern.days))
  const text = (policy: Policy, index: number) =>
    [
      index === 0 ? schedules.first : null,
      policy.zone,
      schedules.graceLine(format.number(policy.graceLateMinutes), timeOf(policy.dayBoundary)),
      rules.calendars.find(({ id }) => id === policy.holidays)?.name ?? null,
      policy.breaks.deductShiftBreaks || !withBreaks ? null : schedules.breaksNotDeductedLine,
    ]
      .filter((part) => part !== null)
      .join(' · ')
  return (
    <>
      <ul className={css.ruleList}>
        {rules.policies.map((policy, index) => (
          <RuleCard
            key={policy.id}
            name={policyLabel(policy, words)}
            text={text(policy, index)}
            onEdit={() => setEditing(policy)}
            onRemove={index === 0 ? null : () => remove(policy)}
          />
        ))}
      </ul>
      <Button
        icon="plus"
        look="primary"
        onPress={() => {
          const [first] = rules.policies
          if (first !== undefined) setEditing({ ...first, id: newId(), name: '' })
        }}
      >
        {schedules.addPolicy}
      </Button>
      {editing === null ? null : (
        <PolicyDialog
          policy={editing}
          calendars={rules.calendars}
          busy={busy}
          onClose={() => setEditing(null)}
          onSave={(next) => {
            const policies = rules.policies.some(({ id }) => id === next.id)
              ? rules.policies.map((other) => (other.id === next.id ? next : other))
              : [...rules.policies, next]
            save({ ...rules, policies }, () => setEditing(null))
          }}
        />
      )}
    </>
  )
}
