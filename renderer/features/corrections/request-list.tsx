import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { Button } from '../../components/button.tsx'
import { ActorInput } from '../../components/entries/actor-input.tsx'
import { DayDetail } from '../../components/entries/day-detail.tsx'
import entriesCss from '../../components/entries/entries.module.css'
import { useActor } from '../../components/entries/use-actor.ts'
import { FormWindow } from '../../components/form-window.tsx'
import { Needs } from '../../components/needs.tsx'
import { useSay } from '../../components/notices.tsx'
import { PersonName } from '../../components/person-name.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { Loaded } from '../../components/states.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { localDate } from '../../data/dates.ts'
import { useChange } from '../../data/use-change.ts'
import { usePortraits } from '../../data/use-people.ts'
import { usePersonSheet } from '../../data/use-person-sheet.ts'
import type { Messages } from '../../messages/en/index.ts'
import type { Format } from '../../messages/format.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, useParameters } from '../../route.ts'
import css from './corrections.module.css'

type Request = Output<'attendance.requests'>['requests'][number]

/** Lists requests; those that wait can be approved or declined. */
export function RequestList(props: { requests: readonly Request[] }) {
  const { words, format } = useWords()
  const portraits = usePortraits()
  const [deciding, setDeciding] = useState<{ readonly request: Request; readonly approve: boolean } | null>(null)
  const [parameters, change] = useParameters()
  const shown = props.requests.find(({ id }) => String(id) === parameters.request) ?? null
  const { corrections } = words
  return (
    <div className={entriesCss.logBody} data-chosen={shown === null ? undefined : ''}>
      <div className={`scroller ${css.requests}`}>
        <ul>
          {props.requests.map((request) => {
            const { person, state } = request
            return (
              <li key={request.id} className={css.request} data-shown={request === shown ? '' : undefined}>
                <Portrait name={person.name} template={portraits.get(person.id) ?? null} size={44} />
                <div className={css.requestText}>
                  <h2>
                    <a href={address('timesheet', person.id)}>
                      <PersonName person={person} />
                    </a>
                  </h2>
                  <p className={css.requestWhat}>{whatOf(request, words, format)}</p>
                  <p className="soft">{request.draft.reason}</p>
                  <p className="soft small">
                    {corrections.by(
                      request.requestedBy,
                      `${format.date(request.requestedAt)}, ${format.time(request.requestedAt)}`,
                    )}
                  </p>
                </div>
                <Button
                  look="quiet"
                  aria-pressed={request === shown}
                  onPress={() => change({ request: request === shown ? null : String(request.id) })}
                >
                  {corrections.showDay}
                </Button>
                {state.kind === 'waiting' ? (
                  <Needs method="attendance.decide">
                    <div className={css.requestActions}>
                      <Button onPress={() => setDeciding({ request, approve: false })}>{corrections.refuse}</Button>
                      <Button icon="check" look="primary" onPress={() => setDeciding({ request, approve: true })}>
                        {corrections.approve}
                      </Button>
                    </div>
                  </Needs>
                ) : (
                  <p className={css.requestState} data-state={state.kind}>
                    {corrections[state.kind](state.by, format.date(state.at))}
                    {state.kind === 'refused' && state.note !== '' ? <span className="soft">{state.note}</span> : null}
                  </p>
                )}
              </li>
            )
          })}
        </ul>
        {deciding === null ? null : <DecideDialog {...deciding} onClose={() => setDeciding(null)} />}
      </div>
      {shown === null ? null : (
        <RequestedDay key={shown.id} request={shown} onClose={() => change({ request: null })} />
      )}
    </div>
  )
}

/** Shows the day that a request is about, without the request. */
function RequestedDay(props: { request: Request; onClose: () => void }) {
  const { person, draft } = props.request
  const date = localDate(draft.at)
  const query = usePersonSheet(person.id, { from: date, to: date })
  return (
    <Loaded query={query}>
      {({ days: [day] }) =>
        day === undefined ? null : <DayDetail person={person} day={day} onClose={props.onClose} />
      }
    </Loaded>
  )
}

function DecideDialog(props: { request: Request; approve: boolean; onClose: () => void }) {
  const { words, format } = useWords()
  const [actor, setActor] = useActor()
  const [note, setNote] = useState('')
  const say = useSay()
  const { corrections } = words
  const { request, approve } = props
  const decide = useChange('attendance.decide', {
    done(outcome) {
      if (outcome.kind === 'refused') say('warning', corrections.refusals[outcome.reason])
      else say('info', approve ? corrections.approvedSaid : corrections.refusedSaid)
      props.onClose()
    },
  })
  const action = approve ? corrections.approve : corrections.refuse
  return (
    <FormWindow
      title={approve ? whatOf(request, words, format) : corrections.refuseTitle}
      action={action}
      danger={!approve}
      busy={decide.isPending}
      onSubmit={() => {
        decide.mutate({ request: request.id, approve, actor: actor.trim(), note: note.trim() })
      }}
      onClose={props.onClose}
    >
      <p className={entriesCss.correctionWhose}>
        <b>
          <PersonName person={request.person} />
        </b>
        <span className="soft">{request.draft.reason}</span>
      </p>
      {approve ? null : <ValueInput label={corrections.note} type="text" value={note} onChange={setNote} autoFocus />}
      <ActorInput value={actor} onChange={setActor} autoFocus={approve} />
    </FormWindow>
  )
}

function whatOf({ draft }: Request, { corrections }: Messages, format: Format): string {
  const when = `${format.date(draft.at)}, ${format.time(draft.at)}`
  switch (draft.action) {
    case 'add':
      return draft.direction === 'in' ? corrections.addIn(when) : corrections.addOut(when)
    case 'move':
      return corrections.moveTo(when)
    case 'void':
      return corrections.voidAt(when)
  }
}
