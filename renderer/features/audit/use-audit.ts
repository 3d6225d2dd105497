import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useClient } from '../../client/context.tsx'
import { readExport } from '../../client/read-export.ts'
import { saveBytes } from '../../components/files.ts'
import { useSay } from '../../components/notices.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWork } from '../../data/use-change.ts'
import { usePeople } from '../../data/use-people.ts'
import { listSeparator } from '../../messages/list-separator.ts'
import { useWords } from '../../messages/use-words.tsx'
import { type ShownFilter, toEngineFilter } from './audit-filter.ts'
import type { KnownNames } from './audit-sentence.ts'

const pageLength = 100

/** The entries that match, newest first, page after page. */
export function useAuditEntries(filter: ShownFilter) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: ['audit.list', 'pages', filter],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      client.call('audit.list', { ...toEngineFilter(filter), before: pageParam, limit: pageLength }),
    getNextPageParam: ({ entries, more }) => (more ? (entries.at(-1)?.id ?? null) : null),
    placeholderData: keepPreviousData,
  })
}

/** Saves everything that matches as a file. @param done called when it was written, which is an entry too */
export function useAuditExport(done: () => unknown) {
  const say = useSay()
  const { words } = useWords()
  return useWork(
    async ({ filter, format }: { filter: ShownFilter; format: 'csv' | 'json' }, client) => {
      const written = await client.call('audit.export', {
        ...toEngineFilter(filter),
        task: `export ${crypto.randomUUID()}`,
        format,
        bom: true,
        separator: listSeparator(navigator.language),
      })
      if (written.kind !== 'written') return
      saveBytes(written.fileName, await readExport(client, written.fileName))
      say('info', words.audit.exported(written.entries, written.fileName))
    },
    { done },
  )
}

/** The names of people and accounts that there are now. */
export function useKnownNames(): KnownNames {
  const people = usePeople().data
  const accounts = useCall('accounts.list', {}).data
  return useMemo(
    () => ({
      people: new Map(people?.people.map(({ id, name }) => [id, name])),
      accounts: new Map(accounts?.accounts.map(({ id, name }) => [id, name])),
    }),
    [people, accounts],
  )
}
