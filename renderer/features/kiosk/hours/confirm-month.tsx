import { Button } from 'react-aria-components'
import type { OwnMonth } from '../../../../main/contract/hours.ts'
import { needsCheck } from '../../../../main/contract/timesheets.ts'
import { Icon } from '../../../components/icon.tsx'
import { useSay } from '../../../components/notices.tsx'
import { monthOf } from '../../../data/dates.ts'
import { useChange } from '../../../data/use-change.ts'
import { useCalendar } from '../../../messages/use-calendar.ts'
import { useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import css from './hours.module.css'

/** Says whether somebody has confirmed a month, and lets them when it is over and nothing is open. */
export function ConfirmMonth(props: { kiosk: string; pass: string; month: OwnMonth; onConfirmed: () => void }) {
  const { words, format } = useWords()
  const calendar = useCalendar()
  const say = useSay()
  const { kiosk, pass, month } = props
  const { hours } = words
  const { mutate, isPending } = useChange('hours.confirm', {
    done(answer) {
      if (answer.kind === 'confirmed') return props.onConfirmed()
      say('warning', answer.kind === 'changed' ? hours.justChanged : hours.open)
    },
  })
  const { confirmation } = month
  if (confirmation !== null && !confirmation.changed) {
    return (
      <p className={css.confirmed} role="status">
        <Icon name="check" size={28} />
        {hours.confirmed(format.dayAndTime(confirmation.at), confirmation.kiosk)}
      </p>
    )
  }
  const why = !month.isFinished ? hours.running : month.days.some(needsCheck) ? hours.open : null
  const name = calendar.month(monthOf(month.month))
  return (
    <div className={css.confirm}>
      {confirmation === null ? null : (
        <p className={css.changed}>
          <Icon name="warning" size={24} />
          {hours.changed(format.dayAndTime(confirmation.at), confirmation.kiosk)}
        </p>
      )}
      {why === null ? (
        <>
          <p className={entryCss.entryText}>{hours.confirmText}</p>
          <Button
            className={entryCss.entryGo!}
            isDisabled={isPending}
            onPress={() => mutate({ kiosk, pass, month: month.month, digest: month.digest })}
          >
            {confirmation === null ? hours.confirm(name) : hours.again(name)}
          </Button>
        </>
      ) : (
        <p className={entryCss.entryText}>{why}</p>
      )}
    </div>
  )
}
