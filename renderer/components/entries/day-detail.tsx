import { useState } from 'react'
import type { Instant, PersonId, PersonRef } from '../../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../../main/contract/events.ts'
import type { Stamp, TimesheetDay } from '../../../main/contract/timesheets.ts'
import { addDays, midnight } from '../../data/dates.ts'
import { useCall } from '../../data/use-call.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { Button, IconButton } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { DirectionMark } from '../marks.tsx'
import { Loaded } from '../states.tsx'
import { CorrectionDialog, type CorrectionTask } from './correction-dialog.tsx'
import css from './entries.module.css'
import { EventDetail } from './event-detail.tsx'

/** Shows a person's day: its totals, and every entry with its evidence. */
export function DayDetail(props: { person: PersonRef; day: TimesheetDay; onClose: (() => void) | null }) {
  const { words, format } = useWords()
  const calendar = useCalendar()
  const [event, setEvent] = useState<AttendanceEvent | null>(null)
  const [task, setTask] = useState<CorrectionTask | null>(null)
  const query = useDayEvents(props.person.id, props.day)
  const { person, day } = props
  const { timesheet } = words
  if (event !== null) return <EventDetail event={event} onClose={() => setEvent(null)} />
  const facts = [
    { name: timesheet.expected, minutes: day.expectedMinutes },
    { name: timesheet.worked, minutes: day.workedMinutes },
    { name: timesheet.breaks, minutes: day.breakMinutes },
    { name: timesheet.deducted, minutes: day.deductedMinutes },
    { name: timesheet.late, minutes: day.lateMinutes },
    { name: timesheet.early, minutes: day.earlyMinutes },
    { name: timesheet.overtime, minutes: day.overtimeMinutes },
    { name: timesheet.absent, minutes: day.absentMinutes },
    { name: timesheet.leave, minutes: day.leaveMinutes },
  ].filter(({ name, minutes }) => minutes > 0 || name === timesheet.worked)
  const end = (stamp: Stamp | null) => (stamp === null ? timesheet.missing : format.time(stamp.at))

  return (
    <aside className={`${css.event} ${css.dayDetail}`} data-part="day-detail" aria-label={calendar.fullDay(day.date)}>
      {props.onClose === null ? null : (
        <div className={css.eventClose}>
          <IconButton label={words.common.close} icon="close" onPress={props.onClose} />
        </div>
      )}
      <h2>{calendar.fullDay(day.date)}</h2>
      <p className="soft">{day.holiday ?? day.leave ?? timesheet.statuses[day.status]}</p>
      {day.flags.length === 0 ? null : (
        <ul className={css.dayDetailFlags}>
          {day.flags.map((flag) => (
            <li key={flag} className="chip" data-warn={flag.startsWith('missing') ? '' : undefined}>
              {timesheet.flags[flag]}
            </li>
          ))}
        </ul>
      )}
      {day.sessions.length === 0 ? null : (
        <ul className={css.daySessions}>
          {day.sessions.map((session) => (
            <li key={`${session.in?.event} ${session.out?.event}`}>
              <span>{timesheet.session(end(session.in), session.running ? timesheet.running : end(session.out))}</span>
              <b>{session.minutes === 0 ? '–' : calendar.hours(session.minutes)}</b>
            </li>
          ))}
        </ul>
      )}
      <dl className={css.facts}>
        {day.plan.length === 0 ? null : (
          <div>
            <dt>{timesheet.plan}</dt>
            <dd>{day.plan.map(({ from, to }) => `${format.time(from)}–${format.time(to)}`).join(', ')}</dd>
          </div>
        )}
        {facts.map(({ name, minutes }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{calendar.hours(minutes)}</dd>
          </div>
        ))}
      </dl>
      <h3>{timesheet.entries}</h3>
      <Loaded query={query}>
        {({ events }) =>
          events.length === 0 ? (
            <p className="soft">{timesheet.noEntries}</p>
          ) : (
            <ul className={css.dayEvents}>
              {events.toReversed().map((each) => (
                <li key={each.id}>
                  <button type="button" className={css.dayEvent} onClick={() => setEvent(each)}>
                    <time dateTime={new Date(each.at).toISOString()}>{format.time(each.at)}</time>
                    <DirectionMark direction={each.direction} />
                    <span className={`${css.dayEventHow} soft small`}>
                      {each.action === null ? words.log.methods[each.method] : words.log.corrections[each.action]}
                      {' · '}
                      {each.kind === 'correction' ? each.actor : kioskLabel(each.kiosk, words)}
                    </span>
                    <Icon name="right" size={16} />
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className={css.dayDetailActions}>
        <Button icon="plus" onPress={() => setTask({ kind: 'add', person, date: day.date })}>
          {timesheet.addEntry}
        </Button>
      </div>
      {task === null ? null : <CorrectionDialog task={task} onClose={() => setTask(null)} />}
    </aside>
  )
}

const maxEventsOfDay = 200

/**
 * Returns what was recorded for a person around a day: whole sessions, including those that began the evening before or
 * end the next morning.
 */
function useDayEvents(personId: PersonId, day: TimesheetDay) {
  const stamps = day.sessions.flatMap((session) => [session.in, session.out]).flatMap((stamp) => stamp?.at ?? [])
  const from = Math.min(midnight(day.date), ...stamps) as Instant
  const to = Math.max(midnight(addDays(day.date, 1)), ...stamps.map((at) => at + 1)) as Instant
  return useCall('events.list', { personId, from, to, limit: maxEventsOfDay })
}
