import { keepPreviousData } from '@tanstack/react-query'
import type { Output } from '../../../main/contract/api.ts'
import { GroupChoice } from '../../components/group-choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, useParameters } from '../../route.ts'
import { Board } from './board.tsx'
import { GuestsHere } from './guests-here.tsx'
import { RhythmPlots } from './rhythm-plots.tsx'
import css from './today.module.css'
import { countStates, listShownCounts, readFilter } from './today-states.ts'

/** Milliseconds between two readings, because people become late by time alone. */
const minute = 60_000

/** The screen of today: who is in, late, absent and on leave now, and typical days. */
export function TodayScreen() {
  const { words } = useWords()
  const calendar = useCalendar()
  const [{ group = null }, change] = useParameters()
  const query = useCall('attendance.today', { group }, { refetchInterval: minute, placeholderData: keepPreviousData })
  return (
    <>
      <header className="screen-head">
        <h1>{words.today.title}</h1>
        <p className={`soft ${css.todayDate}`}>{query.data?.date ? calendar.fullDay(query.data.date) : null}</p>
        <GroupChoice value={group} onChange={(next) => change({ group: next })} />
      </header>
      <Loaded query={query}>
        {({ people }) =>
          people.length === 0 ? (
            <Empty icon="today" title={words.today.emptyTitle} text={words.today.empty} />
          ) : (
            <div className={css.todayBody}>
              <Presences key={group} people={people} />
              <aside className={css.rhythm}>
                <GuestsHere />
                <RhythmPlots group={group} />
              </aside>
            </div>
          )
        }
      </Loaded>
    </>
  )
}

function Presences(props: { people: Output<'attendance.today'>['people'] }) {
  const { words, format } = useWords()
  const [{ show }, change] = useParameters()
  const wanted = readFilter(show)
  const counts = countStates(props.people)
  const waiting = useCall('attendance.requests', { waiting: true }).data?.requests.length ?? 0
  return (
    <div className={css.todayPeople}>
      {waiting > 0 ? (
        <a className={css.todayWaiting} href={address('corrections')}>
          <Icon name="corrections" size={18} />
          {words.corrections.waitingCount(waiting)}
          <Icon name="right" size={16} />
        </a>
      ) : null}
      <div className={css.todayCounts}>
        {listShownCounts(counts).map((state) => (
          <button
            key={state}
            type="button"
            className={css.todayCount}
            data-state={state}
            aria-pressed={wanted === state}
            onClick={() => change({ show: wanted === state ? null : state })}
          >
            <b>{format.number(counts[state])}</b>
            <span>{state === 'came-late' ? words.today.cameLate : words.today.states[state]}</span>
          </button>
        ))}
      </div>
      <Board people={props.people} wanted={wanted} />
    </div>
  )
}
