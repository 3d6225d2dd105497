import type { ReactNode } from 'react'
import type { AttendanceEvent } from '../../../main/contract/entities.ts'
import { IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { SimilarityBar } from '../../components/marks.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { usePortraits } from '../people/queries.ts'

/** One entry with everything that speaks for it. */
export function EventDetail(props: { event: AttendanceEvent; onClose: () => void }) {
  const { words, format } = useWords()
  const portraits = usePortraits()
  const { event } = props
  const { log } = words
  return (
    <article className="event" aria-label={log.detail}>
      <div className="event-close">
        <IconButton label={words.common.close} icon="close" onPress={props.onClose} />
      </div>
      <header className="event-head">
        <Portrait
          name={event.person.name}
          template={portraits.get(event.person.id) ?? null}
          size={80}
          description={words.people.portraitOf(event.person.name)}
        />
        <h2>
          <a href={address('people', event.person.id)}>{event.person.name}</a>
        </h2>
        <p>
          {event.direction === 'in' ? log.checkedIn : log.checkedOut} · {format.timeWithSeconds(event.at)}
        </p>
        <p className="soft">{format.day(event.at)}</p>
      </header>
      {event.clockMoved ? (
        <p className="event-warning">
          <Icon name="warning" />
          {log.clockMoved}
        </p>
      ) : null}
      {event.similarity !== null && event.threshold !== null ? (
        <div className="event-similarity">
          <p>
            <span>{log.similarity}</span>
            <b>{format.similarity(event.similarity)}</b>
          </p>
          <SimilarityBar similarity={event.similarity} threshold={event.threshold} label={log.similarity} />
        </div>
      ) : null}
      <dl className="facts">
        <Fact name={log.threshold}>
          {event.threshold === null
            ? null
            : log.thresholdVersion(format.similarity(event.threshold), event.thresholdVersion ?? 0)}
        </Fact>
        <Fact name={log.runnerUp}>
          {event.runnerUp === null
            ? null
            : `${event.runnerUp.person.name} · ${format.similarity(event.runnerUp.similarity)}`}
        </Fact>
        <Fact name={log.quality}>{event.quality === null ? null : format.number(event.quality)}</Fact>
        <Fact name={log.liveness}>
          {event.liveness === null ? null : format.percent(Math.round(event.liveness * 100) / 100)}
        </Fact>
        <Fact name={log.method}>{log.methods[event.method]}</Fact>
        <Fact name={log.kiosk}>{event.kiosk}</Fact>
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
    </article>
  )
}

/** A line of evidence; nothing where there is nothing. */
function Fact(props: { name: string; children: ReactNode }) {
  if (props.children === null) return null
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
