import { useState } from 'react'
import type { JoinedOffice, Station } from '../../../main/contract/office.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { useChange } from '../../data/use-change.ts'
import { useMay } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import { CompareWords } from './compare-words.tsx'
import { CodeWindow, InviteDialog, type NamedCode } from './invite-dialog.tsx'
import css from './office.module.css'
import { useMoment } from './use-moment.ts'

/** Milliseconds by which a clock may differ before it is worth a word. */
const maxUnsaidOffsetMs = 2_000

/** The stations of the office, those first that somebody has to do something about. */
export function Stations({ status }: { status: JoinedOffice }) {
  const { words } = useWords()
  const [inviting, setInviting] = useState(false)
  const [code, setCode] = useState<NamedCode | null>(null)
  const may = useMay()
  const { stations, manages } = status
  const waiting = stations.filter(({ state }) => state === 'waiting')
  const others = stations.filter(({ state }) => state !== 'waiting')
  const mayManage = manages && may('office.invite')
  return (
    <>
      {waiting.map((station) => (
        <Newcomer key={station.uid} station={station} mayManage={mayManage} />
      ))}
      <ul className={css.stations}>
        {others.map((station) => (
          <StationRow key={station.uid} station={station} status={status} mayManage={mayManage} />
        ))}
      </ul>
      {mayManage ? (
        <div>
          <Button icon="plus" onPress={() => setInviting(true)}>
            {words.office.invite}
          </Button>
        </div>
      ) : (
        <p className="soft small">{words.office.onlyManaging}</p>
      )}
      {inviting ? <InviteDialog onCode={setCode} onClose={() => setInviting(false)} /> : null}
      {code === null ? null : <CodeWindow {...code} onClose={() => setCode(null)} />}
    </>
  )
}

/** A station that has used its code: its words are to be compared before it is let in. */
function Newcomer({ station, mayManage }: { station: Station; mayManage: boolean }) {
  const { words } = useWords()
  const confirm = useChange('office.confirm')
  const revoke = useChange('office.revoke')
  const text = words.office
  const { uid, name, words: own } = station
  return (
    <section className={css.card} aria-label={name} data-part="newcomer">
      <h3>{own === null ? text.waitingStation(name) : text.wordsAt(name)}</h3>
      {own === null ? null : <CompareWords words={own} />}
      {mayManage ? (
        <div className={css.ways}>
          {own === null ? null : (
            <Button
              look="primary"
              isPending={confirm.isPending}
              onPress={() => confirm.mutate({ station: uid, words: own })}
            >
              {text.wordsMatch}
            </Button>
          )}
          <Button look="danger" isPending={revoke.isPending} onPress={() => revoke.mutate({ station: uid })}>
            {own === null ? text.revoke : text.wordsDiffer}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function StationRow(props: { station: Station; status: JoinedOffice; mayManage: boolean }) {
  const { words, format } = useWords()
  const moment = useMoment()
  const [asking, setAsking] = useState(false)
  const revoke = useChange('office.revoke', { done: () => setAsking(false) })
  const { station, status, mayManage } = props
  const { uid, name, state, lastSeenAt, expiresAt, silent, version, model, waiting } = station
  const text = words.office
  const isOwn = uid === status.station.uid
  const facts =
    state === 'invited'
      ? [text.states.invited, ...(expiresAt === null ? [] : [text.goodUntil(moment(expiresAt))])]
      : [
          lastSeenAt === null ? text.neverSeen : text.lastSeen(moment(lastSeenAt)),
          ...(waiting > 0 && !isOwn ? [text.otherWaiting(waiting)] : []),
          ...clockWords(station.clockOffsetMs),
          ...(version === null ? [] : [text.version(version)]),
          ...(model === null ? [] : [text.modelOf(model)]),
        ]
  return (
    <li>
      <div>
        <h3>
          {name}
          {isOwn ? <span className="chip">{text.thisStation}</span> : null}
        </h3>
        <p className="soft small">{facts.join(' · ')}</p>
        {silent ? <Warning text={text.silent} /> : null}
        {model !== null && model !== status.model ? <Warning text={text.otherModel} /> : null}
      </div>
      {mayManage && !isOwn ? (
        <Button look="quiet warn" onPress={() => setAsking(true)}>
          {state === 'invited' ? text.withdraw : text.revoke}
        </Button>
      ) : null}
      {asking ? (
        <Confirmation
          title={state === 'invited' ? text.withdrawTitle(name) : text.revokeTitle(name)}
          text={state === 'invited' ? text.withdrawText : text.revokeText}
          action={state === 'invited' ? text.withdraw : text.revoke}
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate({ station: uid })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </li>
  )

  function clockWords(offsetMs: number | null): string[] {
    if (offsetMs === null) return []
    if (Math.abs(offsetMs) < maxUnsaidOffsetMs) return [text.clockRight]
    const seconds = format.number(Math.round(Math.abs(offsetMs) / 1000))
    return [offsetMs > 0 ? text.clockAhead(seconds) : text.clockBehind(seconds)]
  }
}

function Warning(props: { text: string }) {
  return (
    <p className={css.warning}>
      <Icon name="warning" size={18} />
      <span>{props.text}</span>
    </p>
  )
}
