import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { LocalDate } from '../../../../main/contract/attendance-rules.ts'
import type { Instant, PersonRef } from '../../../../main/contract/entities.ts'
import type { Direction } from '../../../../main/contract/events.ts'
import { Segments } from '../../../components/choice.tsx'
import { Icon } from '../../../components/icon.tsx'
import { useSay } from '../../../components/notices.tsx'
import { useFullName } from '../../../components/person-name.tsx'
import { addDays, localDate, midnight } from '../../../data/dates.ts'
import { useChange } from '../../../data/use-change.ts'
import { useCalendar } from '../../../messages/use-calendar.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import type { Said } from './said.ts'

const step = 5
const dayMinutes = 1440

/** What is missing on a day. */
export interface Missing {
  readonly date: LocalDate
  readonly direction: Direction
}

const likelyMinutes = { in: 9 * 60, out: 17 * 60 + 30 } as const satisfies Record<Direction, number>

/** Requests an entry that somebody forgot. Of which day is asked where `missing` does not say it. */
export function RequestForm(props: { person: PersonRef; missing: Missing | null; onSaid: (said: Said) => void }) {
  const { missing } = props
  const fullName = useFullName()
  const { words, format } = useWords()
  const calendar = useCalendar()
  const say = useSay()
  const today = localDate(Date.now())
  const [direction, setDirection] = useState<Direction>(missing?.direction ?? 'out')
  const [date, setDate] = useState<LocalDate>(missing?.date ?? addDays(today, -1))
  const [minute, setMinute] = useState<number>(likelyMinutes[direction])
  const { entry } = words
  const turn = (by: number) => setMinute((minute + by + dayMinutes) % dayMinutes)
  const { mutate, isPending } = useChange('attendance.request', {
    done(outcome) {
      if (outcome.kind === 'refused') return say('warning', words.corrections.refusals[outcome.reason])
      props.onSaid({ over: null, title: entry.sentTitle(fullName(props.person)), text: entry.sent })
    },
  })
  function send(): void {
    const at = new Date(midnight(date)).setHours(0, minute) as Instant
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const draft = { action: 'add', corrects: null, reason: entry.reason } as const
    mutate({ draft: { ...draft, personId: props.person.id, direction, at, zone }, requestedBy: props.person.name })
  }
  return (
    <div className={css.requestForm}>
      <p className={css.entryQuestion}>{entry.requestTitle}</p>
      <Segments
        label={entry.requestTitle}
        options={[
          { value: 'out', label: entry.forgotOut },
          { value: 'in', label: entry.forgotIn },
        ]}
        value={direction}
        onChange={setDirection}
      />
      {missing === null ? (
        <Segments
          label={entry.requestDay}
          options={[
            { value: addDays(today, -1), label: entry.yesterday },
            { value: today, label: entry.today },
          ]}
          value={date}
          onChange={setDate}
        />
      ) : (
        <p className={css.entryText}>{calendar.fullDay(missing.date)}</p>
      )}
      <fieldset className={css.timeWheel}>
        <legend className="visually-hidden">{entry.requestTime}</legend>
        <Turn label={entry.hour} onTurn={(by) => turn(by * 60)} />
        <output aria-live="polite">{format.timeOfDay(minute)}</output>
        <Turn label={entry.minute} onTurn={(by) => turn(by * step)} />
      </fieldset>
      <Button className={css.entryGo!} isDisabled={isPending} onPress={send}>
        {entry.send}
      </Button>
    </div>
  )
}

function Turn(props: { label: string; onTurn: (by: 1 | -1) => void }) {
  const { words } = useWords()
  return (
    <div className={css.timeTurn}>
      <Button
        className={css.pinKey!}
        aria-label={`${props.label}: ${words.entry.later}`}
        onPress={() => props.onTurn(1)}
      >
        <Icon name="up" size={30} />
      </Button>
      <Button
        className={css.pinKey!}
        aria-label={`${props.label}: ${words.entry.earlier}`}
        onPress={() => props.onTurn(-1)}
      >
        <Icon name="down" size={30} />
      </Button>
    </div>
  )
}
