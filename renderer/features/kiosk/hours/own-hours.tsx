import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import type { OwnMonth } from '../../../../main/contract/hours.ts'
import type { KioskSetup } from '../../../../main/contract/kiosks.ts'
import { Segments } from '../../../components/choice.tsx'
import { useSay } from '../../../components/notices.tsx'
import { useFullName } from '../../../components/person-name.tsx'
import { monthOf } from '../../../data/dates.ts'
import { useCall } from '../../../data/use-call.ts'
import { useCalendar } from '../../../messages/use-calendar.ts'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import { type Missing, RequestForm } from '../entry/request-form.tsx'
import { ConfirmMonth } from './confirm-month.tsx'
import css from './hours.module.css'
import { MonthDays } from './month-days.tsx'
import { OpenQuestions } from './open-questions.tsx'
import type { Opened } from './opened.ts'

/** Somebody's own hours: this month and the last one, what is open in them, and the way to confirm one that is over. */
export function OwnHours(props: { setup: KioskSetup; opened: Opened; onConfirmed: () => void }) {
  const { words } = useWords()
  const calendar = useCalendar()
  const fullName = useFullName()
  const say = useSay()
  const { pass, person } = props.opened
  const kiosk = props.setup.name
  // Nothing of it stays in this window.
  const { data, error } = useCall('hours.get', { kiosk, pass }, { gcTime: 0, retry: false })
  const [chosen, setChosen] = useState<string | null>(null)
  const [missing, setMissing] = useState<Missing | null>(null)
  if (error !== null) {
    return (
      <p className={entryCss.pinRefusal} role="alert">
        {errorWords(words, error)}
      </p>
    )
  }
  if (data === undefined) return null
  const month = data.months.find((each) => each.month === chosen) ?? data.months[0]
  if (month === undefined) return <p className={entryCss.entryText}>{words.hours.noDays}</p>
  if (missing !== null) {
    return (
      <>
        <RequestForm
          person={person}
          missing={missing}
          onSaid={({ title, text }) => {
            say('info', `${title}. ${text}`)
            setMissing(null)
          }}
        />
        <Button className={entryCss.entryButton!} onPress={() => setMissing(null)}>
          {words.hours.back}
        </Button>
      </>
    )
  }
  return (
    <div className={css.hours}>
      <Whose name={fullName(person)} />
      {data.months.length === 1 ? (
        <p className={css.only}>{calendar.month(monthOf(month.month))}</p>
      ) : (
        <Segments
          label={words.hours.month}
          options={data.months.map(({ month: value }) => ({ value, label: calendar.month(monthOf(value)) }))}
          value={month.month}
          onChange={setChosen}
        />
      )}
      <Sums month={month} />
      <OpenQuestions days={month.days} takesRequests={props.setup.requests} onRequest={setMissing} />
      <MonthDays days={month.days} />
      <ConfirmMonth kiosk={kiosk} pass={pass} month={month} onConfirmed={props.onConfirmed} />
      <p className={css.closes}>{words.hours.closes}</p>
    </div>
  )
}

/** Takes the focus from the PIN that was entered, so that what follows is read out. */
function Whose({ name }: { name: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h3 ref={heading} className={`${entryCss.entryQuestion} ${css.whose}`} tabIndex={-1}>
      {name}
    </h3>
  )
}

function Sums({ month }: { month: OwnMonth }) {
  const { words, format } = useWords()
  const calendar = useCalendar()
  const { balance } = month
  const sums = [
    { name: words.hours.worked, value: calendar.hours(month.workedMinutes) },
    {
      name: words.hours.daysWorked,
      value: format.number(month.days.filter(({ sessions }) => sessions.length > 0).length),
    },
    ...(balance === null
      ? []
      : [
          {
            name: month.isFinished ? words.hours.balance : words.hours.balanceThrough(calendar.day(balance.through)),
            value: `${balance.minutes < 0 ? '−' : balance.minutes > 0 ? '+' : ''}${calendar.hours(Math.abs(balance.minutes))}`,
          },
        ]),
  ]
  return (
    <dl className={css.sums}>
      {sums.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
