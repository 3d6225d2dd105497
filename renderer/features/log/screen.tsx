import { useCallback, useDeferredValue, useState } from 'react'
import type { AttendanceEvent } from '../../../main/contract/entities.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Segments } from '../../components/choice.tsx'
import { SearchInput } from '../../components/fields.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useWords } from '../../messages/use-words.tsx'
import { EventDetail } from './detail.tsx'
import { dayValue, type LogFilter, periods } from './filter.ts'
import { EventList } from './list.tsx'
import './log.css'
import { useEvents, useExport } from './queries.ts'

/** Every entry, filtered, with its evidence; and the way to take them elsewhere. */
export function LogScreen() {
  const { words } = useWords()
  const [filter, setFilter] = useState<LogFilter>(() => ({
    period: 'today',
    day: dayValue(Date.now()),
    direction: 'both',
    query: '',
  }))
  const [chosen, setChosen] = useState<AttendanceEvent | null>(null)
  const used = useDeferredValue(filter)
  const query = useEvents(used)
  const save = useExport()
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  const events = query.data?.pages.flatMap((page) => page.events) ?? []
  const total = query.data?.pages[0]?.total ?? 0
  const change = (part: Partial<LogFilter>) => {
    setFilter({ ...filter, ...part })
    setChosen(null)
  }
  const filtered =
    filter.direction !== 'both' || filter.query.trim() !== '' || (filter.period !== 'all' && filter.period !== 'today')

  return (
    <>
      <header className="screen-head">
        <h1>{words.log.title}</h1>
        <Button icon="save" isDisabled={total === 0 || save.isPending} onPress={() => save.mutate(filter)}>
          {words.log.export}
        </Button>
      </header>
      <div className="log-filters">
        <SearchInput label={words.log.search} value={filter.query} onChange={(text) => change({ query: text })} />
        <Choice
          label={words.log.period}
          options={periods.map((value) => ({ value, label: words.log.periods[value] }))}
          value={filter.period}
          onChange={(period) => change({ period })}
        />
        {filter.period === 'day' ? (
          <input
            type="date"
            className="input log-date"
            aria-label={words.log.day}
            value={filter.day}
            required
            onChange={(event) => {
              if (event.target.value !== '') change({ day: event.target.value })
            }}
          />
        ) : null}
        <Segments
          label={words.log.direction}
          options={[
            { value: 'both', label: words.log.both },
            { value: 'in', label: words.common.in },
            { value: 'out', label: words.common.out },
          ]}
          value={filter.direction}
          onChange={(direction) => change({ direction })}
        />
        <p className="log-count soft" role="status">
          {query.data === undefined ? null : words.log.count(total)}
        </p>
      </div>
      <div className="log-body" data-chosen={chosen === null ? undefined : ''}>
        {query.data === undefined ? (
          query.error === null ? (
            <Loading />
          ) : (
            <Failed error={query.error} onRetry={() => void query.refetch()} />
          )
        ) : events.length === 0 ? (
          <Empty icon="log" title={words.log.emptyTitle} text={filtered ? words.log.noMatch : words.log.empty} />
        ) : (
          <EventList
            key={`${used.period} ${used.day} ${used.direction}`}
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
