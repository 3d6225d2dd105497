import { useMemo, useSyncExternalStore } from 'react'
import { useClient, useTopic } from '../../../client/context.tsx'
import { useAnswers, useCall } from '../../../data/use-call.ts'
import { handingOf } from './handing.ts'

/** Returns the progress of the import, kept up to date by announcements. */
export function useImport() {
  const answers = useAnswers()
  useTopic('imports.changed', (progress) => {
    const before = answers.get('imports.progress', {})?.progress
    answers.set('imports.progress', {}, { progress })
    if (before?.queued !== progress.queued) void answers.outdate('imports.queue')
    if (before?.state !== progress.state) void answers.outdate('imports.report')
  })
  return useCall('imports.progress', {})
}

export function useHanding() {
  const handing = handingOf(useClient())
  return { state: useSyncExternalStore(handing.subscribe, handing.state), hand: handing.hand }
}

/** Returns the photo itself, which never changes. */
export function useQueuedPhoto(id: number) {
  const { data } = useCall('imports.photo', { id }, { gcTime: 60_000, staleTime: Number.POSITIVE_INFINITY })
  return useMemo(() => (data === undefined ? null : new Blob([new Uint8Array(data.photo)])), [data])
}
