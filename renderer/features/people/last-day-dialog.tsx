import { useState } from 'react'
import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import { beginOf, endEmployment } from '../../../main/contract/employment.ts'
import type { Person } from '../../../main/contract/people.ts'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { localDate } from '../../data/dates.ts'
import { isShown, useChange } from '../../data/use-change.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'

/** Asks for somebody's last day of work. */
export function LastDayDialog(props: { person: Person; onClose: () => void }) {
  const { words } = useWords()
  const { person, onClose } = props
  const [date, setDate] = useState<string>(() => person.employments.at(-1)?.left ?? localDate(Date.now()))
  const update = useChange('people.update', { done: onClose, failed: isShown })
  const begin = beginOf(person.employments.at(-1)!)
  return (
    <FormWindow
      title={words.employment.lastDayTitle(person.name)}
      busy={update.isPending}
      onSubmit={() =>
        update.mutate({ id: person.id, employments: endEmployment(person.employments, date as LocalDate) })
      }
      onClose={onClose}
    >
      <ValueInput
        label={words.employment.left}
        type="date"
        value={date}
        onChange={setDate}
        required={words.employment.dateRequired}
        error={date !== '' && date < begin ? words.employment.endsBefore : null}
        hint={words.employment.lastDayText}
        autoFocus
      />
      {update.error === null ? null : (
        <p role="alert" className="field-error">
          {errorWords(words, update.error)}
        </p>
      )}
    </FormWindow>
  )
}
