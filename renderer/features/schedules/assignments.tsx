import { useState } from 'react'
import type { Assignment, LocalDate, PolicyId, ScheduleId } from '../../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Segments } from '../../components/choice.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { useFullName } from '../../components/person-name.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { Empty } from '../../components/states.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useGroups, usePeople } from '../../data/use-people.ts'
import { policyLabel } from '../../messages/policy-label.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { RuleCard } from './rule-card.tsx'
import css from './schedules.module.css'
import type { RulesEditor } from './use-rules.ts'

const none = 'none'

/** Lists who works by which schedule and rules, and from when. */
export function Assignments({ rules, save, busy }: RulesEditor) {
  const { words } = useWords()
  const calendar = useCalendar()
  const people = usePeople().data?.people ?? []
  const fullName = useFullName()
  const [editing, setEditing] = useState<Assignment | 'new' | null>(null)
  const { schedules } = words
  const targetName = ({ target }: Assignment) => {
    if (target.kind === 'everyone') return schedules.targets.everyone
    if (target.kind === 'group') return target.group
    const person = people.find(({ id }) => id === target.personId)
    return person === undefined ? words.common.erasedPerson : fullName(person)
  }
  const policyName = (id: Assignment['policy']) => {
    const policy = rules.policies.find((each) => each.id === id)
    return policy === undefined ? null : policyLabel(policy, words)
  }
  const text = (assignment: Assignment) =>
    [
      rules.schedules.find(({ id }) => id === assignment.schedule)?.name,
      policyName(assignment.policy),
      assignment.from === null ? null : schedules.since(calendar.date(assignment.from)),
      assignment.to === null ? null : schedules.until(calendar.date(assignment.to)),
    ]
      .filter((part) => part !== null && part !== undefined)
      .join(' · ')
  return (
    <>
      {rules.assignments.length === 0 ? (
        <Empty icon="people" title={schedules.assignmentsEmptyTitle} text={schedules.assignmentsEmpty} />
      ) : (
        <>
          <p className={`soft ${css.rulesHint}`}>{schedules.assignmentsEmpty}</p>
          <ul className={css.ruleList}>
            {rules.assignments.map((assignment, index) => (
              <RuleCard
                // biome-ignore lint/suspicious/noArrayIndexKey: an assignment is its place: among equals the first one holds
                key={index}
                name={targetName(assignment)}
                text={text(assignment)}
                onEdit={() => setEditing(assignment)}
                onRemove={() => save({ ...rules, assignments: rules.assignments.toSpliced(index, 1) })}
              />
            ))}
          </ul>
        </>
      )}
      <Button icon="plus" look="primary" onPress={() => setEditing('new')}>
        {schedules.addAssignment}
      </Button>
      {editing === null ? null : (
        <AssignmentDialog
          assignment={editing === 'new' ? null : editing}
          rules={rules}
          busy={busy}
          onClose={() => setEditing(null)}
          onSave={(next) => {
            const assignments =
              editing === 'new'
                ? [...rules.assignments, next]
                : rules.assignments.map((other) => (other === editing ? next : other))
            save({ ...rules, assignments }, () => setEditing(null))
          }}
        />
      )}
    </>
  )
}

function AssignmentDialog(props: {
  assignment: Assignment | null
  rules: RulesEditor['rules']
  busy: boolean
  onSave: (assignment: Assignment) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const groups = useGroups()
  const before = props.assignment
  const [kind, setKind] = useState<Assignment['target']['kind']>(before?.target.kind ?? 'everyone')
  const [group, setGroup] = useState(before?.target.kind === 'group' ? before.target.group : (groups[0] ?? ''))
  const [person, setPerson] = useState<PersonId | null>(
    before?.target.kind === 'person' ? before.target.personId : null,
  )
  const [schedule, setSchedule] = useState<string>(before?.schedule ?? props.rules.schedules[0]?.id ?? none)
  const [policy, setPolicy] = useState<string>(before?.policy ?? none)
  const [from, setFrom] = useState<string>(before?.from ?? '')
  const [to, setTo] = useState<string>(before?.to ?? '')
  const { schedules } = words
  const target = targetOf()
  const backwards = from !== '' && to !== '' && from > to

  function targetOf(): Assignment['target'] | null {
    if (kind === 'everyone') return { kind }
    if (kind === 'group') return group.trim() === '' ? null : { kind, group: group.trim() }
    return person === null ? null : { kind, personId: person }
  }
  return (
    <FormWindow
      title={schedules.assignmentTitle}
      busy={props.busy}
      onSubmit={() => {
        if (target === null || backwards) return
        props.onSave({
          target,
          from: from === '' ? null : (from as LocalDate),
          to: to === '' ? null : (to as LocalDate),
          schedule: schedule === none ? null : (schedule as ScheduleId),
          policy: policy === none ? null : (policy as PolicyId),
        })
      }}
      onClose={props.onClose}
    >
      <Segments
        label={schedules.target}
        options={(['everyone', 'group', 'person'] as const).map((value) => ({
          value,
          label: schedules.targets[value],
        }))}
        value={kind}
        onChange={setKind}
      />
      {kind === 'group' ? (
        <ValueInput
          label={schedules.group}
          type="text"
          value={group}
          onChange={setGroup}
          suggestions={groups}
          required={words.common.required}
        />
      ) : null}
      {kind === 'person' ? (
        <PersonPicker
          label={schedules.person}
          value={person}
          onChange={setPerson}
          required={words.common.personRequired}
        />
      ) : null}
      <Choice
        label={schedules.schedule}
        showLabel
        options={[
          { value: none, label: schedules.unchanged },
          ...props.rules.schedules.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        value={schedule}
        onChange={setSchedule}
      />
      <Choice
        label={schedules.policy}
        showLabel
        options={[
          { value: none, label: schedules.unchanged },
          ...props.rules.policies.map((each) => ({ value: each.id as string, label: policyLabel(each, words) })),
        ]}
        value={policy}
        onChange={setPolicy}
      />
      <div className={css.rulePair}>
        <ValueInput label={schedules.from} type="date" value={from} onChange={setFrom} />
        <ValueInput
          label={schedules.to}
          type="date"
          value={to}
          onChange={setTo}
          error={backwards ? schedules.datesWrong : null}
        />
      </div>
    </FormWindow>
  )
}
