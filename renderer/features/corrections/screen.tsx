import { useState } from 'react'
import type { EventId } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/choice.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { useParameters } from '../../route.ts'
import { EventDetail } from '../log/detail.tsx'
import { EventList } from '../log/list.tsx'
import '../log/log.css'
import { CorrectionDialog } from './dialog.tsx'
import { DisputeList } from './dispute-list.tsx'
import { useCorrectionsMade, useRequests } from './queries.ts'
import { RequestList } from './request-list.tsx'
import './corrections.css'

const views = ['waiting', 'decided', 'made', 'denied'] as const
type View = (typeof views)[number]

/** Requests that wait, what was decided, and every correction that was made. */
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
        <Button icon="plus" look="primary" onPress={() => setAdding(true)}>
          {corrections.add}
        </Button>
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
  const query = useRequests(props.waiting)
  const { corrections } = words
  const kind = props.waiting ? 'waiting' : 'decided'
  return (
    <Loaded query={query}>
      {(requests) =>
        requests.length === 0 ? (
          <Empty icon="corrections" title={corrections[`${kind}EmptyTitle`]} text={corrections[`${kind}Empty`]} />
        ) : (
          <RequestList requests={requests} />
        )
      }
    </Loaded>
  )
}

function Made() {
  const { words } = useWords()
  const query = useCorrectionsMade()
  const [{ entry }, change] = useParameters()
  const choose = (id: EventId | null) => change({ entry: id === null ? null : String(id) })
  return (
    <Loaded query={query}>
      {({ events }) => {
        const chosen = events.find(({ id }) => String(id) === entry) ?? null
        return events.length === 0 ? (
          <Empty icon="corrections" title={words.corrections.madeEmptyTitle} text={words.corrections.madeEmpty} />
        ) : (
          <div className="log-body" data-chosen={chosen === null ? undefined : ''}>
            <EventList events={events} chosen={chosen?.id ?? null} onChoose={({ id }) => choose(id)} />
            {chosen === null ? null : <EventDetail event={chosen} onClose={() => choose(null)} />}
          </div>
        )
      }}
    </Loaded>
  )
}
