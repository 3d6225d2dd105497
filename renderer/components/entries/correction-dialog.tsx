import { useState } from 'react'
import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import type { PersonId, PersonRef } from '../../../main/contract/entities.ts'
import type { AttendanceEvent, Direction } from '../../../main/contract/events.ts'
import type { CorrectionDraft } from '../../../main/contract/timesheets.ts'
import { localDate } from '../../data/dates.ts'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import { Segments } from '../choice.tsx'
import { FormWindow } from '../form-window.tsx'
import { useSay } from '../notices.tsx'
import { PersonPicker } from '../person-picker.tsx'
import { ValueInput } from '../value-input.tsx'
import { ActorInput } from './actor-input.tsx'
import css from './entries.module.css'
import { instantOf, timeValue } from './moment.ts'
import { useActor } from './use-actor.ts'

/** What to correct; when an entry is added, the person may still be chosen. */
export type CorrectionTask =
  | { readonly kind: 'add'; readonly person: PersonRef | null; readonly date: LocalDate | null }
  | { readonly kind: 'move' | 'void'; readonly event: AttendanceEvent }

/** Asks for a correction's time, reason and author, and writes it as an entry of its own. */
export function CorrectionDialog(props: { task: CorrectionTask; onClose: () => void }) {
  const { words, format } = useWords()
  const { task } = props
  const event = task.kind === 'add' ? null : task.event
  const [personId, setPersonId] = useState<PersonId | null>(
    task.kind === 'add' ? (task.person?.id ?? null) : task.event.person.id,
  )
  const [direction, setDirection] = useState<Direction>(event?.direction ?? 'out')
  const [date, setDate] = useState<string>(
    task.kind === 'add' ? (task.date ?? localDate(Date.now())) : localDate(task.event.at),
  )
  const [time, setTime] = useState(event === null ? '17:30' : timeValue(event.at))
  const [reason, setReason] = useState('')
  const [actor, setActor] = useActor()
  const say = useSay()
  const { corrections } = words
  const correct = useChange('attendance.correct', {
    done(outcome) {
      if (outcome.kind === 'refused') return say('warning', corrections.refusals[outcome.reason])
      say('info', corrections.saved)
      props.onClose()
    },
  })
  const name = event?.person.name ?? (task.kind === 'add' ? task.person?.name : undefined)

  function submit(): void {
    const at = event !== null && task.kind === 'void' ? event.at : instantOf(date, time)
    if (personId === null || at === null) return
    const zone = event?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
    const draft: CorrectionDraft = {
      personId,
      action: task.kind,
      corrects: event?.id ?? null,
      direction,
      at,
      zone,
      reason: reason.trim(),
    }
    correct.mutate({ draft, actor: actor.trim() })
  }

  return (
    <FormWindow
      title={corrections[`${task.kind}Title`]}
      busy={correct.isPending}
      onSubmit={submit}
      onClose={props.onClose}
    >
      {name === undefined ? (
        <PersonPicker
          label={corrections.person}
          value={personId}
          onChange={setPersonId}
          required={words.common.personRequired}
        />
      ) : (
        <p className={css.correctionWhose}>
          <b>{name}</b>
          {event === null ? null : (
            <span className="soft">
              {words.common[event.direction]} · {format.date(event.at)}, {format.time(event.at)}
            </span>
          )}
        </p>
      )}
      {task.kind === 'void' ? null : (
        <>
          <Segments
            label={corrections.direction}
            options={[
              { value: 'in', label: words.common.in },
              { value: 'out', label: words.common.out },
            ]}
            value={direction}
            onChange={setDirection}
          />
          <div className={css.correctionWhen}>
            <ValueInput
              label={corrections.date}
              type="date"
              value={date}
              onChange={setDate}
              required={words.common.required}
            />
            <ValueInput
              label={corrections.time}
              type="time"
              value={time}
              onChange={setTime}
              required={words.common.required}
            />
          </div>
        </>
      )}
      <ValueInput
        label={corrections.reason}
        type="text"
        value={reason}
        onChange={setReason}
        required={corrections.reasonRequired}
        autoFocus={name !== undefined}
      />
      <ActorInput value={actor} onChange={setActor} />
      <p className="soft small">{corrections.keepText}</p>
    </FormWindow>
  )
}
