import { useState } from 'react'
import type { AttendanceEvent, PersonRef } from '../../../main/contract/entities.ts'
import type { Stamp, TimesheetDay } from '../../../main/contract/timesheet.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { DirectionMark } from '../../components/marks.tsx'
import { Loaded } from '../../components/states.tsx'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { CorrectionDialog, type CorrectionTask } from '../corrections/dialog.tsx'
import { EventDetail } from '../log/detail.tsx'
import { useDayEvents } from './queries.ts'

/** A day of a person: what it came to, and every entry with its evidence. */
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
    <aside className="event day-detail" aria-label={calendar.fullDay(day.date)}>
      {props.onClose === null ? null : (
        <div className="event-close">
          <IconButton label={words.common.close} icon="close" onPress={props.onClose} />
        </div>
      )}
      <h2>{calendar.fullDay(day.date)}</h2>
      <p className="soft">{day.holiday ?? day.leave ?? timesheet.statuses[day.status]}</p>
      {day.flags.length === 0 ? null : (
        <ul className="chips day-detail-flags">
          {day.flags.map((flag) => (
            <li key={flag} className="chip" data-warn={flag.startsWith('missing') ? '' : undefined}>
              {timesheet.flags[flag]}
            </li>
          ))}
        </ul>
      )}
      {day.sessions.length === 0 ? null : (
        <ul className="day-sessions">
          {day.sessions.map((session) => (
            <li key={`${session.in?.event} ${session.out?.event}`}>
              <span>{timesheet.session(end(session.in), session.running ? timesheet.running : end(session.out))}</span>
              <b>{session.minutes === 0 ? '–' : calendar.hours(session.minutes)}</b>
            </li>
          ))}
        </ul>
      )}
      <dl className="facts">
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
        {(events) =>
          events.length === 0 ? (
            <p className="soft">{timesheet.noEntries}</p>
          ) : (
            <ul className="day-events">
              {events.map((each) => (
                <li key={each.id}>
                  <button type="button" className="day-event" onClick={() => setEvent(each)}>
                    <time dateTime={new Date(each.at).toISOString()}>{format.time(each.at)}</time>
                    <DirectionMark direction={each.direction} />
                    <span className="day-event-how soft small">
                      {each.action === null ? words.log.methods[each.method] : words.log.corrections[each.action]}
                      {' · '}
                      {each.kind === 'correction' ? each.actor : each.kiosk}
                    </span>
                    <Icon name="right" size={16} />
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className="day-detail-actions">
        <Button icon="plus" onPress={() => setTask({ kind: 'add', person, date: day.date })}>
          {timesheet.addEntry}
        </Button>
      </div>
      {task === null ? null : <CorrectionDialog task={task} onClose={() => setTask(null)} />}
    </aside>
  )
}
