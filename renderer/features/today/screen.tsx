import type { Output } from '../../../main/contract/api.ts'
import { Icon } from '../../components/icon.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { useCalendar } from '../../messages/use-calendar.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, useParameters } from '../../route.ts'
import { useWaitingCount } from '../corrections/queries.ts'
import { Board } from './board.tsx'
import { GroupChoice } from './group-choice.tsx'
import { GuestsHere } from './guests-here.tsx'
import { useToday } from './queries.ts'
import { RhythmPlots } from './rhythm-plots.tsx'
import { countStates, readFilter, shownCounts } from './states.ts'
import './today.css'

/** Who is in, late, absent and on leave at this moment, and how the days usually go. */
export function TodayScreen() {
  const { words } = useWords()
  const calendar = useCalendar()
  const [{ group = null }, change] = useParameters()
  const query = useToday(group)
  return (
    <>
      <header className="screen-head">
        <h1>{words.today.title}</h1>
        <p className="soft today-date">{query.data?.date ? calendar.fullDay(query.data.date) : null}</p>
        <GroupChoice value={group} onChange={(next) => change({ group: next })} />
      </header>
      <Loaded query={query}>
        {({ people }) =>
          people.length === 0 ? (
            <Empty icon="today" title={words.today.emptyTitle} text={words.today.empty} />
          ) : (
            <div className="today-body">
              <Presences key={group} people={people} />
              <aside className="rhythm">
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
  const waiting = useWaitingCount()
  return (
    <div className="today-people">
      {waiting > 0 ? (
        <a className="today-waiting" href={address('corrections')}>
          <Icon name="corrections" size={18} />
          {words.corrections.waitingCount(waiting)}
          <Icon name="right" size={16} />
        </a>
      ) : null}
      <div className="today-counts">
        {shownCounts(counts).map((state) => (
          <button
            key={state}
            type="button"
            className="today-count"
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
