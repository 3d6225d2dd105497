import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import type { Input, Output } from '../../../main/contract/api.ts'
import { useClient, useTopic } from '../../client/context.tsx'
import { handingOf } from './handing.ts'

/** How far the import is; kept up to date by announcements. */
export function useImport() {
  const client = useClient()
  const queries = useQueryClient()
  useTopic('imports.changed', (progress) => {
    const before = queries.getQueryData<Output<'imports.progress'>>(['imports', 'progress'])?.progress
    queries.setQueryData(['imports', 'progress'], { progress })
    if (before?.queued !== progress.queued) void queries.invalidateQueries({ queryKey: ['imports', 'queue'] })
    if (before?.state !== progress.state) void queries.invalidateQueries({ queryKey: ['imports', 'report'] })
  })
  return useQuery({ queryKey: ['imports', 'progress'], queryFn: () => client.call('imports.progress', {}) })
}

export function useHanding() {
  const handing = handingOf(useClient())
  return { state: useSyncExternalStore(handing.subscribe, handing.state), hand: handing.hand }
}

/** Every photo of the newest import; only worth reading while it stands still. */
export function useReport(enabled: boolean) {
  const client = useClient()
  return useQuery({ queryKey: ['imports', 'report'], enabled, queryFn: () => client.call('imports.report', {}) })
}

export function useQueue() {
  const client = useClient()
  return useQuery({
    queryKey: ['imports', 'queue'],
    queryFn: () => client.call('imports.queue', {}),
    placeholderData: (before) => before,
  })
}

/** The photo itself, which never changes. */
export function useQueuedPhoto(id: number) {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['imports', 'photo', id],
    gcTime: 60_000,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => client.call('imports.photo', { id }),
  })
  return useMemo(() => (data === undefined ? null : new Blob([new Uint8Array(data.photo)])), [data])
}

export function useDecide() {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decision: Input<'imports.decide'>) => client.call('imports.decide', decision),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['imports', 'queue'] }),
        queries.invalidateQueries({ queryKey: ['people'] }),
      ]),
  })
}

/** Pause, resume or end. */
export function useSteer() {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (order: 'imports.pause' | 'imports.resume' | 'imports.end') => client.call(order, {}),
    onSuccess: (progress) => {
      queries.setQueryData(['imports', 'progress'], progress)
      void queries.invalidateQueries({ queryKey: ['imports', 'report'] })
    },
  })
}
