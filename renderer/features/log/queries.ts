import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { EventId } from '../../../main/contract/entities.ts'
import { useClient } from '../../client/context.tsx'
import { saveText } from '../../components/files.ts'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { engineFilter, type LogFilter } from './filter.ts'

const pageLength = 200

/** The entries that match, newest first, page after page. */
export function useEvents(filter: LogFilter) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: ['events', 'list', filter],
    initialPageParam: null as EventId | null,
    queryFn: ({ pageParam }) =>
      client.call('events.list', { ...engineFilter(filter, Date.now()), before: pageParam, limit: pageLength }),
    getNextPageParam: (last) => (last.events.length === pageLength ? (last.events.at(-1)?.id ?? null) : null),
    placeholderData: (before) => before,
  })
}

/** Saves everything that matches as a CSV file. */
export function useExport() {
  const client = useClient()
  const say = useSay()
  const { words } = useWords()
  return useMutation({
    mutationFn: (filter: LogFilter) =>
      client.call('events.export', { ...engineFilter(filter, Date.now()), format: 'csv' }),
    onSuccess: ({ fileName, text, events }) => {
      saveText(fileName, 'text/csv', text)
      say('info', words.log.exported(events, fileName))
    },
    onError: (error) => say('error', errorWords(words, error)),
  })
}
