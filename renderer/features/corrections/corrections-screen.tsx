import { useState } from 'react'
import type { EventId } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/choice.tsx'
import { CorrectionDialog } from '../../components/entries/correction-dialog.tsx'
import css from '../../components/entries/entries.module.css'
import { EventDetail } from '../../components/entries/event-detail.tsx'
import { EventList } from '../../components/entries/event-list.tsx'
import { Needs } from '../../components/needs.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { useParameters } from '../../route.ts'
import { DisputeList } from './dispute-list.tsx'
import { RequestList } from './request-list.tsx'

const views = ['waiting', 'decided', 'made', 'denied'] as const
type View = (typeof views)[number]

/** The screen of corrections: requests that wait, requests that were decided, and all corrections. */
export function CorrectionsScreen() {
  const { words } = useWords()
  const [parameters, change] = useParameters()
  const view = views.find((each) => each === parameters.view) ?? 'waiting'
  const [adding, setAdding] = useState(false)
  const { corrections } = words
  return (
    <>
      <header className="screen-head">
        <h1>{corrections.title}</h1>
        <Segments
          label={corrections.view}
          options={views.map((value) => ({ value, label: corrections[value] }))}
          value={view}
          onChange={(next: View) => change({ view: next === 'waiting' ? null : next, request: null, entry: null })}
        />
        <Needs method="attendance.correct">
          <Button icon="plus" look="primary" onPress={() => setAdding(true)}>
            {corrections.add}
          </Button>
        </Needs>
      </header>
      {view === 'denied' ? (
        <DisputeList />
      ) : view === 'made' ? (
        <Made />
      ) : (
        <Requests key={view} waiting={view === 'waiting'} />
      )}
      {adding ? (
        <CorrectionDialog task={{ kind: 'add', person: null, date: null }} onClose={() => setAdding(false)} />
      ) : null}
    </>
  )
}

function Requests(props: { waiting: boolean }) {
  const { words } = useWords()
  const query = useCall('attendance.requests', { waiting: props.waiting })
  const { corrections } = words
  const kind = props.waiting ? 'waiting' : 'decided'
  return (
    <Loaded query={query}>
      {({ requests: all }) => {
        const requests = props.waiting ? all : all.filter((request) => request.state.kind !== 'waiting')
        return requests.length === 0 ? (
          <Empty icon="corrections" title={corrections[`${kind}EmptyTitle`]} text={corrections[`${kind}Empty`]} />
        ) : (
          <RequestList requests={requests} />
        )
      }}
    </Loaded>
  )
}

/** Older corrections are found in the log. */
const maxCorrections = 200

function Made() {
  const { words } = useWords()
  const query = useCall('events.list', { kind: 'correction', limit: maxCorrections })
  const [{ entry }, change] = useParameters()
  const choose = (id: EventId | null) => change({ entry: id === null ? null : String(id) })
  return (
    <Loaded query={query}>
      {({ events }) => {
        const chosen = events.find(({ id }) => String(id) === entry) ?? null
        return events.length === 0 ? (
          <Empty icon="corrections" title={words.corrections.madeEmptyTitle} text={words.corrections.madeEmpty} />
        ) : (
          <div className={css.logBody} data-chosen={chosen === null ? undefined : ''}>
            <EventList events={events} chosen={chosen?.id ?? null} onChoose={({ id }) => choose(id)} />
            {chosen === null ? null : <EventDetail event={chosen} onClose={() => choose(null)} />}
          </div>
        )
      }}
    </Loaded>
  )
}
