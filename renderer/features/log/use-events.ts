import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { EventId } from '../../../main/contract/entities.ts'
import { useClient } from '../../client/context.tsx'
import { readExport } from '../../client/read-export.ts'
import { saveBytes } from '../../components/files.ts'
import { useSay } from '../../components/notices.tsx'
import { useWork } from '../../data/use-change.ts'
import { listSeparator } from '../../messages/list-separator.ts'
import { useWords } from '../../messages/use-words.tsx'
import { engineFilter, type LogFilter } from './log-filter.ts'

const pageLength = 200

/** Returns the matching entries, newest first, page after page. */
export function useEvents(filter: LogFilter) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: ['events.list', 'pages', filter],
    initialPageParam: null as EventId | null,
    queryFn: ({ pageParam }) =>
      client.call('events.list', { ...engineFilter(filter, Date.now()), before: pageParam, limit: pageLength }),
    getNextPageParam: (last) => (last.events.length === pageLength ? (last.events.at(-1)?.id ?? null) : null),
    placeholderData: keepPreviousData,
  })
}

/** Saves all matching entries as a CSV file. */
export function useExport() {
  const say = useSay()
  const { words } = useWords()
  return useWork(async (filter: LogFilter, client) => {
    const task = `export ${crypto.randomUUID()}`
    const written = await client.call('events.export', {
      ...engineFilter(filter, Date.now()),
      task,
      bom: true,
      separator: listSeparator(navigator.language),
    })
    if (written.kind !== 'written') return
    saveBytes(written.fileName, await readExport(client, written.fileName))
    say('info', words.log.exported(written.events, written.fileName))
  })
}
