import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { EventId } from '../../../main/contract/entities.ts'
import { useClient } from '../../client/context.tsx'
import { readExport } from '../../client/read-export.ts'
import { saveBytes } from '../../components/files.ts'
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
    async mutationFn(filter: LogFilter) {
      const task = `export ${crypto.randomUUID()}`
      const written = await client.call('events.export', { ...engineFilter(filter, Date.now()), task, bom: true })
      if (written.kind === 'written') saveBytes(written.fileName, await readExport(client, written.fileName))
      return written
    },
    onSuccess(written) {
      if (written.kind === 'written') say('info', words.log.exported(written.events, written.fileName))
    },
    onError: (error) => say('error', errorWords(words, error)),
  })
}
