import { type ReactNode, useState } from 'react'
import type { AttendanceEvent } from '../../../main/contract/events.ts'
import { isDoubtful } from '../../../main/contract/liveness.ts'
import { useCall } from '../../data/use-call.ts'
import { usePortraits } from '../../data/use-people.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { Button, IconButton } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { SimilarityBar } from '../marks.tsx'
import { Needs } from '../needs.tsx'
import { PersonName, useFullName } from '../person-name.tsx'
import { Portrait } from '../portrait.tsx'
import { CorrectionDialog, type CorrectionTask } from './correction-dialog.tsx'
import css from './entries.module.css'

/** Shows one entry with all its evidence. */
export function EventDetail(props: { event: AttendanceEvent; onClose: () => void }) {
  const { words, format } = useWords()
  const portraits = usePortraits()
  const fullName = useFullName()
  const { event } = props
  const [task, setTask] = useState<CorrectionTask | null>(null)
  const { log } = words
  const share = (value: number) => format.percent(Math.round(value * 100) / 100)
  /** All models together, and each of them where there were several. */
  const describeLiveness = (together: number) =>
    [share(together), ...(event.livenessModels ?? []).map(({ model, real }) => `${model} ${share(real)}`)].join(' · ')
  return (
    <article className={css.event} aria-label={log.detail}>
      <div className={css.eventClose}>
        <IconButton label={words.common.close} icon="close" onPress={props.onClose} />
      </div>
      <header className={css.eventHead} data-part="event-head">
        <Portrait
          name={event.person.name}
          template={portraits.get(event.person.id) ?? null}
          size={80}
          description={words.people.portraitOf(event.person.name)}
        />
        <h2>
          {event.person.name === '' ? (
            <PersonName person={event.person} />
          ) : (
            <a href={address('people', event.person.id)}>
              <PersonName person={event.person} />
            </a>
          )}
        </h2>
        <p>
          {event.direction === 'in' ? log.checkedIn : log.checkedOut} · {format.timeWithSeconds(event.at)}
        </p>
        <p className="soft">{format.day(event.at)}</p>
      </header>
      {event.clockMoved ? (
        <p className={css.eventWarning}>
          <Icon name="warning" />
          {log.clockMoved}
        </p>
      ) : null}
      {isDoubtful(event.liveness) ? (
        <p className={css.eventWarning}>
          <Icon name="warning" />
          {log.doubtfulText}
        </p>
      ) : null}
      {event.similarity !== null && event.threshold !== null ? (
        <div className={css.eventSimilarity}>
          <p>
            <span>{log.similarity}</span>
            <b>{format.similarity(event.similarity)}</b>
          </p>
          <SimilarityBar similarity={event.similarity} threshold={event.threshold} label={log.similarity} />
        </div>
      ) : null}
      <dl className={css.facts}>
        <Fact name={log.threshold}>
          {event.threshold === null
            ? null
            : log.thresholdVersion(format.similarity(event.threshold), event.thresholdVersion ?? 0)}
        </Fact>
        <Fact name={log.runnerUp}>
          {event.runnerUp === null
            ? null
            : `${fullName(event.runnerUp.person)} · ${format.similarity(event.runnerUp.similarity)}`}
        </Fact>
        <Fact name={log.quality}>{event.quality === null ? null : format.number(event.quality)}</Fact>
        <Fact name={log.liveness}>{event.liveness === null ? null : describeLiveness(event.liveness)}</Fact>
        <Fact name={log.method}>{log.methods[event.method]}</Fact>
        <Fact name={log.kiosk}>{kioskLabel(event.kiosk, words)}</Fact>
        <Fact name={log.employeeNumber}>{event.employeeNumber}</Fact>
        <Fact name={log.correction}>{event.action === null ? null : log.corrections[event.action]}</Fact>
        <Fact name={log.actor}>{event.actor}</Fact>
        <Fact name={log.reason}>{event.reason}</Fact>
        <Fact name={log.model}>{event.model}</Fact>
        <Fact name={log.metric}>
          {event.model === null ? null : event.metric === null ? log.metricStandard : log.metricAdopted(event.metric)}
        </Fact>
        <Fact name={log.zone}>{event.zone}</Fact>
        <Fact name={log.recordedAt}>{format.timeWithSeconds(event.recordedAt)}</Fact>
        <Fact name={log.number}>{format.number(event.id)}</Fact>
      </dl>
      <History event={event} />
      <Needs method="attendance.correct">
        <div className={css.eventActions}>
          {event.action === 'void' ? null : (
            <Button icon="edit" onPress={() => setTask({ kind: 'move', event })}>
              {words.timesheet.move}
            </Button>
          )}
          <Button look="quiet warn" onPress={() => setTask({ kind: 'void', event })}>
            {words.timesheet.void}
          </Button>
        </div>
      </Needs>
      {task === null ? null : <CorrectionDialog task={task} onClose={() => setTask(null)} />}
    </article>
  )
}

/** Shows the corrections of an entry, or the entry that it corrects, with who made each and why. */
function History(props: { event: AttendanceEvent }) {
  const { words, format } = useWords()
  const { data } = useCall('attendance.history', { event: props.event.id })
  if (data === undefined || data.events.length < 2) return null
  return (
    <section className={css.eventHistory}>
      <h3>{words.corrections.history}</h3>
      <ol>
        {data.events.map((each) => (
          <li key={each.id} aria-current={each.id === props.event.id ? 'true' : undefined}>
            <p>
              <b>{each.action === null ? words.corrections.original : words.log.corrections[each.action]}</b>{' '}
              {words.common[each.direction]}, {format.date(each.at)}, {format.time(each.at)}
            </p>
            {each.actor === null ? null : (
              <p className="soft small">
                {words.corrections.by(each.actor, `${format.date(each.recordedAt)}, ${format.time(each.recordedAt)}`)}
              </p>
            )}
            {each.reason === null ? null : <p className="soft small">{each.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A line of evidence; nothing where the value is missing. */
function Fact(props: { name: string; children: ReactNode }) {
  if (props.children === null) return null
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
