import { useCallback, useDeferredValue, useMemo } from 'react'
import type { EventId } from '../../../main/contract/entities.ts'
import type { AttendanceEvent } from '../../../main/contract/events.ts'
import { Button } from '../../components/button.tsx'
import css from '../../components/entries/entries.module.css'
import { EventDetail } from '../../components/entries/event-detail.tsx'
import { EventList } from '../../components/entries/event-list.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { useParameters } from '../../route.ts'
import { filterParameters, isNarrow, type LogFilter, parseFilter, standardFilter } from './log-filter.ts'
import { LogFilters } from './log-filters.tsx'
import { SavedFilters } from './saved-filters.tsx'
import { useEvents, useExport } from './use-events.ts'

/** The screen of the log: every entry with its evidence, filtered, and its export. */
export function LogScreen() {
  const { words, format } = useWords()
  const [parameters, change] = useParameters()
  const filter = useMemo(() => parseFilter(parameters, Date.now()), [parameters])
  const entry = /^\d+$/.test(parameters.entry ?? '') ? (Number(parameters.entry) as EventId) : null
  const used = useDeferredValue(filter)
  const query = useEvents(used)
  const save = useExport()
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  const events = query.data?.pages.flatMap((page) => page.events) ?? []
  const { total, more: uncounted } = query.data?.pages[0] ?? { total: 0, more: false }
  const show = (next: LogFilter) => {
    change({ ...filterParameters(next), entry: null })
  }
  const choose = (id: EventId | null) => change({ entry: id === null ? null : String(id) })
  const narrow = isNarrow(filter)
  const emptyText =
    filter.period === 'all' && !narrow
      ? words.log.empty
      : filter.period === 'today' && !narrow
        ? words.log.emptyToday
        : words.log.noMatch

  return (
    <>
      <header className="screen-head">
        <h1>{words.log.title}</h1>
        <SavedFilters filter={filter} onChoose={show} />
        <Button icon="save" isDisabled={total === 0 || save.isPending} onPress={() => save.mutate(filter)}>
          {words.log.export}
        </Button>
      </header>
      <LogFilters filter={filter} onChange={show}>
        {query.data === undefined
          ? null
          : uncounted
            ? words.savedFilters.countMore(format.number(total))
            : words.log.count(total)}
      </LogFilters>
      <div className={css.logBody} data-chosen={entry === null ? undefined : ''}>
        {query.data === undefined ? (
          query.error === null ? (
            <Loading />
          ) : (
            <Failed error={query.error} onRetry={() => void query.refetch()} />
          )
        ) : events.length === 0 ? (
          <Empty icon="log" title={words.log.emptyTitle} text={emptyText}>
            {emptyText === words.log.empty ? null : (
              <Button onPress={() => show({ ...standardFilter(Date.now()), period: 'all' })}>
                {words.log.showAll}
              </Button>
            )}
          </Empty>
        ) : (
          <EventList
            key={JSON.stringify({ ...used, query: '' })}
            events={events}
            chosen={entry}
            onChoose={({ id }) => choose(id)}
            onEnd={more}
          />
        )}
        {entry === null ? null : (
          <Entry id={entry} known={events.find(({ id }) => id === entry)} onClose={() => choose(null)} />
        )}
      </div>
    </>
  )
}

/** Shows the chosen entry, which is read when it is not in the list. */
function Entry(props: { id: EventId; known: AttendanceEvent | undefined; onClose: () => void }) {
  const { data } = useCall('attendance.history', { event: props.id })
  const event = props.known ?? data?.events.find(({ id }) => id === props.id)
  return event === undefined ? null : <EventDetail key={event.id} event={event} onClose={props.onClose} />
}
