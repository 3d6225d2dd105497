import type { JoinedOffice } from '../../../main/contract/office.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './office.module.css'
import { useMoment } from './use-moment.ts'

/** On how many stations what was erased is gone, and which have still to say so. */
export function Erasures({ erasures }: Pick<JoinedOffice, 'erasures'>) {
  const { words } = useWords()
  const moment = useMoment()
  const { erased, confirmedBy, stations, lastAt, missing } = erasures
  if (erased === 0) return <p className="soft">{words.office.noErasures}</p>
  return (
    <div className={css.card}>
      <p>{words.office.erasedOn(confirmedBy, stations, lastAt === null ? words.office.never : moment(lastAt))}</p>
      {missing.length === 0 ? null : <p className="soft">{words.office.erasedMissing(missing.join(', '))}</p>}
    </div>
  )
}
