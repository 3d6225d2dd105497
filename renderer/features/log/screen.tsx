import { useCallback, useDeferredValue, useState } from 'react'
import type { AttendanceEvent } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { EventDetail } from './detail.tsx'
import { isNarrow, type LogFilter, standardFilter } from './filter.ts'
import { LogFilters } from './filters.tsx'
import { EventList } from './list.tsx'
import './log.css'
import { useEvents, useExport } from './queries.ts'
import { SavedFilters } from './saved-filters.tsx'

/** Every entry, filtered, with its evidence; and the way to take them elsewhere. */
export function LogScreen() {
  const { words, format } = useWords()
  const [filter, setFilter] = useState<LogFilter>(() => standardFilter(Date.now()))
  const [chosen, setChosen] = useState<AttendanceEvent | null>(null)
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
    setFilter(next)
    setChosen(null)
  }
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
      <div className="log-body" data-chosen={chosen === null ? undefined : ''}>
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
            chosen={chosen?.id ?? null}
            onChoose={setChosen}
            onEnd={more}
          />
        )}
        {chosen === null ? null : <EventDetail event={chosen} onClose={() => setChosen(null)} />}
      </div>
    </>
  )
}
