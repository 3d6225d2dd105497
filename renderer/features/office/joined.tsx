import { useState } from 'react'
import type { JoinedOffice } from '../../../main/contract/office.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useChange } from '../../data/use-change.ts'
import { useMay } from '../../data/use-session.ts'
import { useWords } from '../../messages/use-words.tsx'
import { Erasures } from './erasures.tsx'
import { LinkState, LinkTrouble } from './link-state.tsx'
import css from './office.module.css'
import { RecoveryKey } from './recovery-key.tsx'
import { Stations } from './stations.tsx'
import { useMoment } from './use-moment.ts'

/** An office: how this station stands with it, its stations, what was erased, its recovery key, and leaving. */
export function Joined({ status }: { status: JoinedOffice }) {
  const { words } = useWords()
  const may = useMay()
  const text = words.office
  return (
    <>
      <State status={status} />
      <SubPart title={text.stations} text={text.stationsText}>
        <Stations status={status} />
      </SubPart>
      <SubPart title={text.erasures} text={text.erasuresText}>
        <Erasures erasures={status.erasures} />
      </SubPart>
      {status.manages && may('office.recoveryKey') ? (
        <SubPart title={text.key} text={text.keyText}>
          <RecoveryKey />
        </SubPart>
      ) : null}
      {may('office.leave') ? <Leave waiting={status.waiting} /> : null}
    </>
  )
}

function State({ status }: { status: JoinedOffice }) {
  const { words } = useWords()
  const moment = useMoment()
  const may = useMay()
  const check = useChange('office.check')
  const resume = useChange('office.resume')
  const text = words.office
  const { name, link, heldBack, otherVersions, exchangedAt } = status
  const namesOf = (older: boolean) => otherVersions.filter((each) => each.older === older).map((each) => each.name)
  const [older, newer] = [namesOf(true), namesOf(false)]
  const isRestored = link.kind === 'apart' && link.trouble === 'office-station-restored'
  return (
    <section className={css.card}>
      <h2>{name}</h2>
      <LinkState status={status} />
      <LinkTrouble link={link} />
      {heldBack === 0 ? null : <p>{text.heldBack(heldBack)}</p>}
      {older.length === 0 ? null : <p>{text.older(older.join(', '))}</p>}
      {newer.length === 0 ? null : <p>{text.newer(newer.join(', '))}</p>}
      <dl className={css.facts}>
        <dt>{text.server}</dt>
        <dd>{status.server}</dd>
        <dt>{text.exchanged}</dt>
        <dd>{exchangedAt === null ? text.never : moment(exchangedAt)}</dd>
      </dl>
      {may('office.check') ? (
        <div className={css.ways}>
          {isRestored ? (
            <Button look="primary" isPending={resume.isPending} onPress={() => resume.mutate({})}>
              {text.resume}
            </Button>
          ) : null}
          <Button isPending={check.isPending} onPress={() => check.mutate({})}>
            {text.check}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function Leave(props: { waiting: number }) {
  const { words } = useWords()
  const [asking, setAsking] = useState(false)
  const leave = useChange('office.leave', { done: () => setAsking(false) })
  const text = words.office
  return (
    <div>
      <Button look="quiet warn" onPress={() => setAsking(true)}>
        {text.leave}
      </Button>
      {asking ? (
        <Confirmation
          title={text.leaveTitle}
          text={text.leaveText(props.waiting)}
          action={text.leave}
          busy={leave.isPending}
          onConfirm={() => leave.mutate({})}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  )
}
