import type { JoinedOffice, OfficeLinkState } from '../../../main/contract/office.ts'
import { Icon } from '../../components/icon.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './office.module.css'
import { useMoment } from './use-moment.ts'

/** How this station stands with the office, in one sentence. */
export function LinkState({ status }: { status: JoinedOffice }) {
  const { words } = useWords()
  const moment = useMoment()
  const { state } = words.office
  const { link, waiting } = status
  switch (link.kind) {
    case 'connecting':
      return <p className={css.sentence}>{state.connecting}</p>
    case 'connected':
      return (
        <p className={css.sentence} data-state="connected">
          <Icon name="check" />
          {waiting === 0 ? state.connected : state.handingOver(waiting)}
        </p>
      )
    case 'apart':
      return (
        <p className={css.sentence} data-state="apart">
          <Icon name="warning" />
          {[state.apart(moment(link.since)), ...(waiting === 0 ? [] : [state.waiting(waiting)])].join(' ')}
        </p>
      )
  }
}

/** Why the server cannot be reached, and what to do; nothing while it can. */
export function LinkTrouble({ link }: { link: OfficeLinkState }) {
  const { words, format } = useWords()
  if (link.kind !== 'apart') return null
  return (
    <p role="alert">
      {words.errors[link.trouble]}
      {link.nextAt === null ? null : (
        <span className="soft small"> {words.office.retried(format.timeWithSeconds(link.nextAt))}</span>
      )}
    </p>
  )
}
