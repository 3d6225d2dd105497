import { useMemo, useState } from 'react'
import type { Leave, LocalDate } from '../../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/choice.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { Icon } from '../../components/icon.tsx'
import { useFullName } from '../../components/person-name.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { Empty } from '../../components/states.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { localDate } from '../../data/dates.ts'
import { usePeople } from '../../data/use-people.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { overlapping, withOverlap } from './leave-overlap.ts'
import { RuleCard } from './rule-card.tsx'
import css from './schedules.module.css'
import type { RulesEditor } from './use-rules.ts'

const parts = ['day', 'first-half', 'second-half'] as const

/** Lists agreed days off, the latest first. */
export function Leaves({ rules, save, busy }: RulesEditor) {
  const { words } = useWords()
  const calendar = useCalendar()
  const people = usePeople().data?.people ?? []
  const fullName = useFullName()
  const names = new Map(people.map((person) => [person.id, fullName(person)]))
  const [editing, setEditing] = useState<Leave | 'new' | null>(null)
  const { schedules } = words
  const overlap = useMemo(() => withOverlap(rules.leaves), [rules.leaves])
  const leaves = rules.leaves.toSorted((a, b) => b.from.localeCompare(a.from))
  const text = (leave: Leave) =>
    [
      leave.name,
      leave.from === leave.to ? calendar.date(leave.from) : calendar.range(leave.from, leave.to),
      leave.part === 'day' ? null : schedules.leaveParts[leave.part],
      leave.paid ? null : schedules.unpaid,
    ]
      .filter((part) => part !== null)
      .join(' · ')
  return (
    <>
      {leaves.length === 0 ? (
        <Empty icon="timesheet" title={schedules.leaveEmptyTitle} text={schedules.leaveEmpty} />
      ) : (
        <ul className={css.ruleList}>
          {leaves.map((leave) => (
            <RuleCard
              key={`${leave.personId} ${leave.from} ${leave.part} ${leave.name}`}
              name={names.get(leave.personId) ?? words.common.erasedPerson}
              text={overlap.has(leave) ? `${text(leave)} · ${schedules.overlapLine}` : text(leave)}
              onEdit={() => setEditing(leave)}
              onRemove={() => save({ ...rules, leaves: rules.leaves.filter((other) => other !== leave) })}
            />
          ))}
        </ul>
      )}
      <Button icon="plus" look="primary" onPress={() => setEditing('new')}>
        {schedules.addLeave}
      </Button>
      {editing === null ? null : (
        <LeaveDialog
          leave={editing === 'new' ? null : editing}
          others={rules.leaves.filter((other) => other !== editing)}
          describe={text}
          busy={busy}
          onClose={() => setEditing(null)}
          onSave={(next) =>
            save(
              {
                ...rules,
                leaves:
                  editing === 'new'
                    ? [...rules.leaves, next]
                    : rules.leaves.map((other) => (other === editing ? next : other)),
              },
              () => setEditing(null),
            )
          }
        />
      )}
    </>
  )
}

function LeaveDialog(props: {
  leave: Leave | null
  others: readonly Leave[]
  describe: (leave: Leave) => string
  busy: boolean
  onSave: (leave: Leave) => void
  onClose: () => void
}) {
  const { words } = useWords()
  const { schedules } = words
  const [person, setPerson] = useState<PersonId | null>(props.leave?.personId ?? null)
  const [name, setName] = useState(props.leave?.name ?? schedules.leaveNames[0] ?? '')
  const [from, setFrom] = useState<string>(props.leave?.from ?? localDate(Date.now()))
  const [to, setTo] = useState<string>(props.leave?.to ?? localDate(Date.now()))
  const [part, setPart] = useState<Leave['part']>(props.leave?.part ?? 'day')
  const [paid, setPaid] = useState(props.leave?.paid ?? true)
  const backwards = from > to
  const dated = person !== null && from !== '' && to !== '' && !backwards
  const leave: Leave | null = dated
    ? { personId: person, name: name.trim(), from: from as LocalDate, to: to as LocalDate, part, paid }
    : null
  const overlaps = leave === null ? [] : overlapping(leave, props.others)
  return (
    <FormWindow
      title={schedules.leaveTitle}
      busy={props.busy}
      onSubmit={() => {
        if (leave !== null && leave.name !== '') props.onSave(leave)
      }}
      onClose={props.onClose}
    >
      <PersonPicker
        label={schedules.person}
        value={person}
        onChange={setPerson}
        required={words.common.personRequired}
      />
      <ValueInput
        label={schedules.leaveName}
        type="text"
        value={name}
        onChange={setName}
        required={schedules.nameRequired}
        suggestions={schedules.leaveNames}
      />
      <div className={css.rulePair}>
        <ValueInput
          label={schedules.from}
          type="date"
          value={from}
          onChange={setFrom}
          required={words.common.required}
        />
        <ValueInput
          label={schedules.to}
          type="date"
          value={to}
          onChange={setTo}
          required={words.common.required}
          error={backwards && to !== '' ? schedules.datesWrong : null}
        />
      </div>
      <Segments
        label={schedules.leavePart}
        options={parts.map((value) => ({ value, label: schedules.leaveParts[value] }))}
        value={part}
        onChange={setPart}
      />
      <SwitchInput label={schedules.paid} value={paid} onChange={setPaid} />
      {overlaps.length === 0 ? null : (
        <p className={css.leaveOverlap} role="status">
          <Icon name="warning" size={16} />
          <span>{schedules.leaveOverlap(overlaps.map(props.describe).join('; '))}</span>
        </p>
      )}
    </FormWindow>
  )
}
